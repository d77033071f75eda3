// Files: dropped on their field, told with their size, and what is large sent before its form, with its progress.
// The server keeps each file for its form (portal/web/submissions/kept_files.py), {"kept": [token], "refused": [sentence]}, and
// the form goes as ever, with tokens instead of files. Whatever else it answers, the form goes with its files.
const LARGE = 1024 ** 2; // bytes of the files of a form
const STEP = 10; // percent between two announcements
const WORDS = {
  cut: "L’envoi s’est interrompu : rien n’est parti. Vos fichiers sont toujours choisis, envoyez encore.",
  ready: "Fichiers envoyés : enregistrement en cours.",
  drop: "Relâchez pour choisir ici.",
  here: { true: "Ou déposez ici des fichiers.", false: "Ou déposez ici un fichier." },
  folder: "Un dossier ne s’envoie pas : ouvrez-le, puis choisissez ses fichiers.",
  one: "Un seul fichier ici : le premier est choisi.",
};

const weight = (size) => {
  const shown = (value, digits) => value.toLocaleString("fr-FR", { maximumFractionDigits: digits });
  if (size < 1024) return `${size} octets`;
  return size < LARGE ? `${shown(size / 1024, 0)} Ko` : `${shown(size / LARGE, 1)} Mo`;
};
const element = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};
const hasMouse = matchMedia("(pointer: fine)").matches;
const isSame = (one, other) =>
  one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

// A field: what waits in it is listed, each with a button that removes it; where several may, others come beside.
const fieldOf = (input) => {
  const zone = input.closest(".upload") ?? input.parentElement;
  const list = element("ul", { className: "small", hidden: true });
  const told = element("p", { className: "hint" });
  told.setAttribute("role", "status");
  zone.append(list, told);
  let chosen = [...input.files];

  const show = () => {
    list.hidden = !chosen.length;
    list.replaceChildren(
      ...chosen.map((file) => {
        const button = element("button", { type: "button", className: "button", textContent: "Retirer" });
        button.dataset.kind = "quiet";
        button.append(element("span", { className: "sr", textContent: ` ${file.name}` }));
        button.addEventListener("click", () => {
          put(chosen.filter((one) => one !== file));
          input.focus();
        });
        return element("li", {}, element("strong", { textContent: file.name }), `, ${weight(file.size)} `, button);
      }),
    );
  };
  const say = (more = "") => {
    const many = chosen.length > 1 ? `${chosen.length} fichiers attendent l’envoi` : "Un fichier attend l’envoi";
    const total = chosen.reduce((sum, file) => sum + file.size, 0);
    const names = element("span", { className: "sr", textContent: chosen.map((file) => file.name).join(", ") });
    const empty = [hasMouse ? WORDS.here[input.multiple] : ""];
    told.replaceChildren(...(chosen.length ? [`${many}, ${weight(total)}. `, names, more] : empty));
  };
  const put = (files, more) => {
    chosen = files;
    const held = new DataTransfer();
    for (const file of files) held.items.add(file);
    input.files = held.files;
    show();
    say(more);
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const added = (files) => {
    if (!input.multiple) return files.slice(0, 1);
    return [...chosen, ...files.filter((file) => !chosen.some((one) => isSame(one, file)))];
  };

  input.addEventListener("change", () => {
    const files = [...input.files];
    if (files.length === chosen.length && files.every((file, rank) => isSame(file, chosen[rank]))) return;
    if (files.length) return put(added(files));
    chosen = [];
    show();
    say();
  });
  const mark = (isOver) => {
    zone.toggleAttribute("data-over", isOver);
    isOver ? (told.textContent = WORDS.drop) : say();
  };
  zone.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    if (!zone.hasAttribute("data-over")) mark(true);
  });
  zone.addEventListener("dragleave", (event) => {
    if (!zone.contains(event.relatedTarget)) mark(false);
  });
  zone.addEventListener("drop", (event) => {
    const items = [...event.dataTransfer.items].filter((item) => item.kind === "file");
    if (!items.length) return;
    event.preventDefault();
    mark(false);
    const files = items.filter((item) => !item.webkitGetAsEntry()?.isDirectory).map((item) => item.getAsFile());
    const said = files.length < items.length ? WORDS.folder : files.length > 1 && !input.multiple ? WORDS.one : "";
    files.length ? put(added(files), said) : told.replaceChildren(said);
  });
  show();
  say();

  const refuse = (file, sentences) => {
    const line = element("p", { className: "error" }, sentences.join(" "));
    line.setAttribute("role", "alert");
    line.dataset.refused = "";
    zone.before(line);
    put(chosen.filter((one) => one !== file));
  };
  return { input, refuse, files: () => chosen };
};

// A file dropped beside its field would open in place of the page, and of what is typed in it.
for (const type of ["dragover", "drop"]) {
  addEventListener(type, (event) => {
    if (event.defaultPrevented || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "none";
  });
}

for (const form of document.querySelectorAll("form[method=post]:has(input[type=file])")) {
  const fields = [...form.querySelectorAll("input[type=file]")].map(fieldOf);
  const tokens = new Map(); // file: its token, or null where the server keeps none
  const line = element("p", { className: "hint" });
  line.setAttribute("role", "status");
  const bar = element("progress", { max: 100, value: 0, hidden: true });
  bar.setAttribute("aria-label", "Envoi des fichiers");
  let isSending = false;

  // One file, with what is typed beside it: the page's own checks (right, token, key) are those of the form.
  const send = (input, file, progress) =>
    new Promise((resolve) => {
      const body = new FormData(form);
      for (const [name, value] of [...body]) if (value instanceof File || /^(kept|also)-/.test(name)) body.delete(name);
      body.append(input.name, file);
      const request = new XMLHttpRequest();
      request.open("POST", form.getAttribute("action") || location.href);
      request.setRequestHeader("X-Ahead", "1");
      request.responseType = "text";
      request.upload.addEventListener("progress", ({ loaded }) => progress(Math.min(loaded, file.size)));
      request.addEventListener("error", () => resolve(null));
      request.addEventListener("load", () => {
        const isOurs = (request.getResponseHeader("Content-Type") ?? "").startsWith("application/json");
        resolve(isOurs && request.status === 200 ? JSON.parse(request.responseText) : { kept: [], refused: [] });
      });
      request.send(body);
    });

  const sendAll = async (waiting) => {
    const total = waiting.reduce((sum, { file }) => sum + file.size, 0);
    let [done, told, isRefused] = [0, -STEP, false];
    const progress = (sent) => {
      bar.value = Math.floor((100 * (done + sent)) / total);
      if (bar.value < told + STEP) return;
      told = bar.value - (bar.value % STEP);
      line.textContent = `Envoi en cours : ${bar.value} %`;
    };
    progress(0);
    for (const { field, file } of waiting) {
      const answer = await send(field.input, file, progress);
      if (answer === null) return "cut";
      if (answer.refused.length) {
        field.refuse(file, answer.refused);
        isRefused = true;
      } else {
        tokens.set(file, answer.kept[0] ?? null);
      }
      done += file.size;
      progress(0);
    }
    return isRefused ? "refused" : "ready";
  };

  const busy = (button, is) => {
    isSending = is;
    bar.hidden = !is;
    if (!button) return;
    if (!is) {
      button.innerHTML = button.dataset.before;
      return button.removeAttribute("aria-busy");
    }
    button.dataset.before = button.innerHTML;
    button.setAttribute("aria-busy", "true");
    if (button.dataset.busy) button.textContent = button.dataset.busy;
  };

  form.addEventListener(
    "submit",
    (event) => {
      const stop = () => (event.preventDefault(), event.stopImmediatePropagation());
      if (isSending) return stop();
      const all = fields.flatMap((field) => field.files().map((file) => ({ field, file })));
      const waiting = all.filter(({ file }) => !tokens.has(file));
      const size = all.reduce((sum, { file }) => sum + file.size, 0);
      if (size < LARGE || !waiting.length || form.hasAttribute("data-leaving")) return;
      stop();
      const { submitter } = event;
      for (const old of form.querySelectorAll("[data-refused]")) old.remove();
      (submitter?.closest("form > *") ?? form.lastElementChild).before(line, bar);
      busy(submitter, true);
      sendAll(waiting).then((outcome) => {
        busy(submitter, false);
        line.textContent = { cut: WORDS.cut, ready: WORDS.ready, refused: "" }[outcome];
        line.className = outcome === "cut" ? "error" : "hint";
        if (outcome === "ready") form.requestSubmit(submitter);
      });
    },
    true,
  );

  form.addEventListener("formdata", ({ formData }) => {
    for (const { input, files } of fields) {
      if (!files().some((file) => tokens.get(file))) continue;
      formData.delete(input.name);
      for (const file of files()) {
        const token = tokens.get(file);
        const name = token ? `${input.multiple ? "also" : "kept"}-${input.name}` : input.name;
        formData.append(name, token ?? file);
      }
    }
  });

  // Coming back by the history: what was kept was taken with its form.
  addEventListener("pageshow", () => {
    tokens.clear();
    line.textContent = "";
  });
}
