// « @ » in a text: the names of the people of the space, chosen by keyboard or by a press; plain text without.
const PAUSE = 200;
const TYPED = /(?:^|[\s(«])@([^\s@]*(?: [^\s@]*)?)$/u;

for (const input of document.querySelectorAll("textarea[data-mentions]")) {
  const list = Object.assign(document.createElement("ul"), { id: `${input.id}-personnes`, hidden: true, className: "suggestions" });
  const told = Object.assign(document.createElement("p"), { className: "sr" });
  let waiting;
  let asked;
  let at = -1;

  told.setAttribute("role", "status");
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Personnes de l’espace");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.after(list, told);

  const typed = () => input.value.slice(0, input.selectionStart).match(TYPED)?.[1];
  const close = () => {
    list.hidden = true;
    at = -1;
    input.removeAttribute("aria-activedescendant");
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
    const end = input.selectionStart;
    const start = end - (typed() ?? "").length;
    input.setRangeText(`${option.textContent} `, start, end, "end");
    close();
  };
  const show = (names) => {
    list.replaceChildren(
      ...names.map((name, rank) => {
        const option = Object.assign(document.createElement("li"), { textContent: name, id: `${list.id}-${rank}` });
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        return option;
      }),
    );
    close();
    list.hidden = names.length === 0;
    told.textContent = names.length ? `${names.length} personne${names.length > 1 ? "s" : ""} : flèches pour choisir` : "";
  };
  const ask = async () => {
    const begun = typed();
    asked?.abort();
    if (begun === undefined || begun === "") return close();
    asked = new AbortController();
    try {
      const answer = await fetch(`${input.dataset.mentions}?${new URLSearchParams({ q: begun })}`, { signal: asked.signal });
      if (answer.ok) show((await answer.json()).rows);
    } catch {
      // the name may be typed in full
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const last = list.children.length - 1;
    if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (["Enter", "Tab"].includes(event.key) && at >= 0) {
      event.preventDefault();
      choose(list.children[at]);
    } else if (["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      if (event.key === "ArrowDown") mark(at >= last ? 0 : at + 1);
      else mark(at <= 0 ? last : at - 1);
    }
  });
  input.addEventListener("blur", () => {
    clearTimeout(waiting);
    close();
  });
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // the text keeps the focus
    const option = event.target.closest("li");
    if (option) choose(option);
  });
}
