// Suggestions while typing: an ARIA combobox; one request a pause, the last one alone is shown.
const PAUSE = 250;
const SHORTEST = 2;

for (const field of document.querySelectorAll("[data-suggest]")) {
  const input = field.querySelector("input");
  const told = document.getElementById("annonce");
  const list = Object.assign(document.createElement("ul"), { id: `${input.id}-propositions`, hidden: true });
  let waiting;
  let asked;
  let at = -1;

  input.removeAttribute("list"); // the plain list is for those without scripts
  list.className = "suggestions";
  const say = (element, facts) => Object.entries(facts).forEach(([name, value]) => element.setAttribute(name, value));
  say(list, { role: "listbox", "aria-label": "Propositions" });
  say(input, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id });
  input.after(list);

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const stop = () => {
    clearTimeout(waiting);
    asked?.abort();
    close();
  };
  const mark = (next) => {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = next;
    const option = list.children[at];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  };
  const choose = (option) => {
    stop();
    if (option.dataset.slug) return location.assign(`${input.form.getAttribute("action")}${option.dataset.slug}/`);
    input.value = option.dataset.text;
    input.form.requestSubmit();
  };
  const show = (rows) => {
    list.replaceChildren(
      ...rows.map((row, rank) => {
        const option = document.createElement("li");
        say(option, { role: "option", id: `${list.id}-${rank}`, "aria-selected": "false" });
        Object.assign(option.dataset, row);
        option.append(row.text);
        if (row.slug) option.append(Object.assign(document.createElement("small"), { textContent: "Fiche" }));
        return option;
      }),
    );
    close();
    list.hidden = rows.length === 0;
    input.setAttribute("aria-expanded", String(rows.length > 0));
    if (told) told.textContent = rows.length ? `${rows.length} proposition${rows.length > 1 ? "s" : ""}` : "";
  };
  const ask = async () => {
    const typed = input.value.trim();
    asked?.abort();
    if (typed.length < SHORTEST) return close();
    asked = new AbortController();
    try {
      const answer = await fetch(`${field.dataset.suggest}?${new URLSearchParams({ q: typed })}`, { signal: asked.signal });
      if (answer.ok) show((await answer.json()).rows);
    } catch {
      // the field works without suggestions
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      stop();
    } else if (event.key === "Enter") {
      if (list.hidden || at < 0) return stop();
      event.preventDefault();
      choose(list.children[at]);
    } else if (["ArrowDown", "ArrowUp"].includes(event.key) && last >= 0) {
      event.preventDefault();
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      if (event.key === "ArrowDown") mark(at >= last ? -1 : at + 1);
      else mark(at < 0 ? last : at - 1);
    }
  });
  if (document.activeElement === input && input.value) ask(); // typed while this module came
  input.addEventListener("blur", stop);
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // the field keeps the focus
    const option = event.target.closest("li");
    if (option) choose(option);
  });
}
