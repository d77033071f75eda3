// Autosave: two seconds after the last key, and on leaving. The form works without it.
// The server answers 2xx with the form's new marks ({"seen": …}, {"address": …} for a new row, "left" for what
// is still to fill), 409 when somebody else wrote, 422 with its problems; a redirection means: signed out.
// What the page tells elsewhere of what was saved (`data-follows`, by its id) is then read again.
import { hour } from "./clock.js";
import { asSent, isSame, typed } from "./fields.js";

const REST = 2000;
const FIRST_RETRY = 3000; // then twice as long each time: a line that was cut comes back without a word
const LAST_RETRY = 60000;
const LONGEST_KEEPALIVE = 60000; // bytes that a browser accepts to send while it leaves
const SIGN_IN = "/compte/connexion/";
const WORDS = {
  cut: "Non enregistré : la connexion est coupée. Votre texte est gardé ici.",
  conflict: "Ce texte a changé ailleurs. Le vôtre est gardé ici : enregistrez pour comparer.",
  refused: "Non enregistré : ",
  ended: "Votre session s’est fermée. Rien n’est perdu : votre texte est gardé dans cette page. ",
  closed: "Non enregistré : cette page ne s’écrit plus, ou plus par vous. Copiez votre texte avant de la quitter.",
  again: "Reconnectez-vous dans un autre onglet",
  back: ", puis revenez ici : l’enregistrement reprendra.",
};

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const line = form.querySelector("[data-saved]") ?? document.querySelector("[data-saved]");
  let timer = null;
  let isDirty = false;
  let isEnded = false;
  let saving = null;
  let wait = FIRST_RETRY;

  const say = (text, isFailed, ...more) => {
    if (!line) return;
    line.toggleAttribute("data-failed", isFailed);
    line.querySelector("span").replaceChildren(text, ...more);
  };

  // One save at a time: the next one shows the mark that the last one received.
  const save = async (isLeaving = false) => {
    clearTimeout(timer);
    await saving;
    if (!isDirty || form.hasAttribute("data-leaving")) return "nothing";
    isDirty = false;
    saving = send(isLeaving);
    const outcome = await saving;
    saving = null;
    if (outcome !== "kept") isDirty = true;
    if (outcome === "kept") wait = FIRST_RETRY;
    if (outcome === "cut") {
      timer = setTimeout(save, wait);
      wait = Math.min(wait * 2, LAST_RETRY);
    }
    return outcome;
  };

  const send = async (isLeaving, mayRetry = true) => {
    const body = new FormData(form);
    for (const name of [...body.keys()]) if (body.get(name) instanceof File) body.delete(name);
    const keepalive = isLeaving && new URLSearchParams(body).toString().length < LONGEST_KEEPALIVE;
    const headers = { Accept: "application/json", "X-Autosave": "1" };
    const address = form.dataset.autosave || form.getAttribute("action") || location.href;
    try {
      const answer = await fetch(address, { method: "POST", body, headers, keepalive, redirect: "manual" });
      if (answer.ok) return kept(await answer.json());
      if (answer.type === "opaqueredirect") return ended();
      if (answer.status === 403) return await renewed(mayRetry, isLeaving);
      if (answer.status === 409) return say(WORDS.conflict, true), "conflict";
      const { problems = [] } = answer.status === 422 ? await answer.json() : {};
      return say(WORDS.refused + (problems.join(" ") || "le serveur ne répond pas comme prévu."), true), "refused";
    } catch {
      return say(WORDS.cut, true), "cut";
    }
  };

  const kept = ({ address, left = [], ...marks }) => {
    for (const [name, value] of Object.entries(marks)) if (form.elements[name]) form.elements[name].value = value;
    if (address) {
      form.action = address;
      history.replaceState(null, "", address);
    }
    const at = `Enregistré à ${hour(new Date())}`;
    say(left.length ? `${at}. À remplir encore : ${left.join(", ")}` : at, false);
    isEnded = false;
    if (!isDirty) form.dispatchEvent(new Event("saved"));
    follow();
    return "kept";
  };

  const follow = async () => {
    const parts = document.querySelectorAll("[data-follows]");
    const answer = parts.length && (await fetch(location.href, { redirect: "manual" }).catch(() => null));
    if (!answer?.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of parts) part.replaceChildren(...(fresh.getElementById(part.id)?.childNodes ?? part.childNodes));
  };

  const ended = () => {
    const link = document.createElement("a");
    Object.assign(link, { href: SIGN_IN, target: "_blank", rel: "noopener", textContent: WORDS.again });
    say(WORDS.ended, true, link, WORDS.back);
    isEnded = true;
    return "ended";
  };

  // Signed in again elsewhere: this page takes the new token of its own address, and nothing else.
  const renewed = async (mayRetry, isLeaving) => {
    const answer = await fetch(location.href, { redirect: "manual" });
    if (answer.type === "opaqueredirect") return ended();
    const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = fresh && fresh.querySelector("form[data-autosave] [name=csrfmiddlewaretoken]")?.value;
    if (!token || !mayRetry) return say(WORDS.closed, true), "refused";
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
    return send(isLeaving, false);
  };

  const changed = () => {
    isDirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, REST);
  };
  if (!isSame(typed(form), asSent(form))) changed();
  form.addEventListener("input", (event) => event.target.type !== "file" && changed());
  form.addEventListener("focusout", () => save());
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? save(true) : isEnded && save()));
  addEventListener("focus", () => isEnded && save());
  addEventListener("online", () => save());
  addEventListener("beforeunload", (event) => {
    if (isDirty && !form.hasAttribute("data-leaving")) event.preventDefault();
  });

  // The button sends once all is known: a session that ended or a cut line keeps the page, and the text.
  form.addEventListener(
    "submit",
    (event) => {
      if (!isDirty && !saving) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { submitter } = event;
      save().then((outcome) => {
        if (outcome === "ended" || outcome === "cut") return line?.scrollIntoView({ block: "nearest" });
        isDirty = false;
        form.requestSubmit(submitter);
      });
    },
    true,
  );
}
