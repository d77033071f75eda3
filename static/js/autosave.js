// Autosave: two seconds after the last key, and on leaving. The form works without it.
// The server answers 2xx, with {"version": n} when the thing counts its versions; 409 when it changed.
const REST = 2000;
const WORDS = {
  cut: "Non enregistré : la connexion est coupée. Votre texte est gardé ici.",
  conflict: "Ce texte a changé ailleurs. Le vôtre est gardé ici : enregistrez pour comparer.",
  refused: "Non enregistré : corrigez ce qui est signalé, votre texte est gardé ici.",
};

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const line = form.querySelector("[data-saved]") ?? document.querySelector("[data-saved]");
  let timer = null;
  let isDirty = false;

  const say = (text, isFailed) => {
    if (!line) return;
    line.toggleAttribute("data-failed", isFailed);
    line.querySelector("span").textContent = text;
  };

  const save = async (keepalive = false) => {
    clearTimeout(timer);
    if (!isDirty || form.hasAttribute("data-leaving")) return;
    isDirty = false;
    try {
      const body = new FormData(form);
      const headers = { Accept: "application/json", "X-Autosave": "1" };
      const answer = await fetch(form.dataset.autosave || form.action, { method: "POST", body, headers, keepalive });
      if (answer.ok) return done(answer);
      isDirty = true;
      say(answer.status === 409 ? WORDS.conflict : WORDS.refused, true);
    } catch {
      isDirty = true;
      say(WORDS.cut, true);
    }
  };

  const done = async (answer) => {
    const isJson = answer.headers.get("Content-Type")?.includes("json");
    const { version } = isJson ? await answer.json() : {};
    if (version && form.elements.version) form.elements.version.value = version;
    const now = new Date();
    say(`Enregistré à ${now.getHours()} h ${String(now.getMinutes()).padStart(2, "0")}`, false);
  };

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    isDirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, REST);
  });
  form.addEventListener("focusout", () => save());
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save(true));
  addEventListener("online", () => save());
  addEventListener("beforeunload", (event) => {
    if (isDirty && !form.hasAttribute("data-leaving")) event.preventDefault();
  });
}
