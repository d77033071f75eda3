// Drafts: what is typed in a form with a text area, or that asks it (data-drafts), is kept in this browser until the
// server has it.
// In the members' space, by person: a day at most, erased once sent, at sign-out and when another person signs in.
// On public forms, as long as the tab lives. A form that saves itself is kept between two saves.
import { day, hour } from "./clock.js";
import { asSent, isKept as isOurs, isSame, MARKS, typed } from "./fields.js";

const PREFIX = "draft:";
const DAY = 24 * 3600 * 1000;
const REST = 300; // after the last key
const SIGN_IN = "/compte/connexion/";
const SIGN_OUT = "/compte/deconnexion/";
const BLINK = 3000; // between the press of a button and the start of what answers it
const SENT = "draft-sent"; // the draft that this tab has just sent
const FIRST = "textarea, select, input:not([type=hidden])";
const WORDS = {
  text: {
    kept: "Votre texte est gardé",
    back: (when, until) => `Votre texte ${when} n’est pas encore envoyé : le voici. Il est gardé ${until}.`,
  },
  choices: {
    kept: "Votre saisie est gardée",
    back: (when, until) => `Votre saisie ${when} n’est pas encore envoyée : la voici. Elle est gardée ${until}.`,
  },
};

const owner = document.querySelector("meta[name=draft-owner]")?.content ?? "";
const store = owner ? localStorage : sessionStorage;
const own = `${PREFIX}${owner}:`;

const forget = (isKept) => {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX) && !isKept(key)) localStorage.removeItem(key);
  }
};
const say = (form, sentence, ...more) => {
  const line = document.createElement("div");
  line.className = "alert";
  line.dataset.tone = "info";
  line.dataset.draft = "";
  line.setAttribute("role", "status");
  const said = document.createElement("div");
  const text = document.createElement("p");
  text.textContent = sentence;
  said.append(text, ...more);
  line.append(said);
  form.prepend(line);
};
const read = (key) => JSON.parse(store.getItem(key) ?? "null");
const isFresh = (key) => Date.now() - (JSON.parse(localStorage.getItem(key)).at ?? 0) < DAY;

forget((key) => isFresh(key) && (!owner || key.startsWith(own)));
addEventListener("submit", ({ target }) => {
  if (new URL(target.getAttribute("action") ?? "", location.href).pathname === SIGN_OUT) forget(() => false);
});

// A sending that was taken leads elsewhere; one that was not is answered in its place, or by the sign-in page.
const sent = JSON.parse(sessionStorage.getItem(SENT) ?? "null");
sessionStorage.removeItem(SENT);
if (sent && Math.abs(performance.timeOrigin - sent.at) < BLINK) {
  const isMoved = performance.getEntriesByType("navigation")[0]?.redirectCount > 0;
  if (location.pathname === SIGN_IN) {
    const { kept } = WORDS[sent.words] ?? WORDS.text;
    say(document.querySelector("main form"), `${kept} dans ce navigateur : connectez-vous pour l’envoyer.`);
  } else if (isMoved) {
    for (const kept of [localStorage, sessionStorage]) kept.removeItem(sent.key);
  }
}

const lay = (form, values) => {
  const left = structuredClone(values);
  for (const field of form.elements) {
    if (!isOurs(field.name) || ["file", "submit", "button", "password"].includes(field.type)) continue;
    if (field.type === "hidden" && !MARKS.includes(field.name)) continue;
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = (values[field.name] ?? []).includes(field.value);
    } else if (field.multiple) {
      for (const option of field.options) option.selected = (values[field.name] ?? []).includes(option.value);
    } else if (left[field.name]?.length) {
      field.value = left[field.name].shift();
    }
  }
};

const isDrafted = (form) => form.querySelector("textarea") || "drafts" in form.dataset;
const forms = [...document.querySelectorAll("form[method=post]")].filter(isDrafted);
for (const [rank, form] of forms.entries()) {
  const key = `${own}${location.pathname}:${form.getAttribute("action") ?? ""}:${rank}`;
  let first = asSent(form);
  let isDirty = !isSame(typed(form), first);
  let isKept = true; // false where the browser keeps nothing: private windows, a full disk
  let timer = null;
  const words = form.querySelector("textarea") ? "text" : "choices";
  const field = form.querySelector("textarea") ?? form.querySelector(FIRST);

  const keep = () => {
    clearTimeout(timer);
    if (!isDirty) return;
    const now = typed(form);
    try {
      if (isSame(now, first)) store.removeItem(key);
      else store.setItem(key, JSON.stringify({ at: Date.now(), values: now }));
      isKept = true;
    } catch {
      isKept = false;
    }
  };

  const drop = () => {
    clearTimeout(timer);
    isDirty = false;
    store.removeItem(key);
    form.querySelector("[data-draft]")?.remove();
    first = typed(form);
  };

  const tell = (at) => {
    const then = new Date(at);
    const until = owner ? "pendant un jour" : "tant que cet onglet est ouvert";
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button", textContent: "Effacer ce brouillon" });
    button.dataset.kind = "second";
    button.addEventListener("click", () => {
      lay(form, first);
      drop();
      field.focus();
    });
    say(form, WORDS[words].back(`du ${day(then)} à ${hour(then)}`, `dans ce navigateur ${until}`), button);
  };

  // What was typed before this script came, in a form that has a draft: neither text is lost.
  const joined = (kept, now) => {
    const values = structuredClone(kept);
    for (const [name, value] of Object.entries(now)) {
      if (isSame([value], [first[name]])) continue;
      const isText = form.elements[name].tagName === "TEXTAREA" && kept[name] && !isSame([kept[name]], [first[name]]);
      values[name] = isText && !isSame([kept[name]], [value]) ? [[...kept[name], ...value].join("\n\n")] : value;
    }
    return values;
  };

  const draft = read(key);
  if (draft && !isSame(draft.values, first)) {
    lay(form, joined(draft.values, typed(form)));
    isDirty = true;
    tell(draft.at);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  keep();
  form.dataset.drafted = "";

  form.addEventListener("input", () => {
    isDirty = true;
    clearTimeout(timer);
    timer = setTimeout(keep, REST);
  });
  form.addEventListener("change", () => (isDirty = true));
  form.addEventListener("saved", drop);
  addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", keep);
  form.addEventListener("submit", () => {
    keep();
    if (isKept && store.getItem(key)) sessionStorage.setItem(SENT, JSON.stringify({ key, words, at: Date.now() }));
  });
  addEventListener("beforeunload", (event) => {
    if (isDirty && !form.hasAttribute("data-leaving") && !isSame(typed(form), first)) event.preventDefault();
  });
}
