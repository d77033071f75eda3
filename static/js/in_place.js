// A cell is changed where it stands: the page of its form opens in a dialog, its act is sent from here; both lead back to
// this table, whose row is then read again. Without script the same link and button go there and come back.
import { dress, target } from "./grid.js";

const CUT = "La connexion est coupée : rien n’est enregistré. Recommencez quand elle est revenue.";
const ENDED = "Votre session s’est fermée : rien n’est enregistré. Copiez votre texte, puis rechargez la page.";
const GONE = "La ligne n’est plus de cette table.";
const FIRST = "[data-errors], input:not([type=hidden]), select, textarea, a, button";

const told = document.querySelector("[data-told]");
const dialog = Object.assign(document.createElement("dialog"), { className: "dialog" });
const line = Object.assign(document.createElement("p"), { className: "error" });
let cell = null; // the one that changes
let isBusy = false;

dialog.dataset.beside = "";
dialog.setAttribute("aria-labelledby", "dans-la-case");
line.setAttribute("role", "alert");
document.body.append(dialog);

const ask = async (address, options) => {
  if (isBusy) return;
  isBusy = true;
  line.textContent = "";
  try {
    const answer = await fetch(address, options);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.redirected && new URL(answer.url).pathname === location.pathname) return redraw(page);
    if (answer.redirected) return say(ENDED);
    show(page, address);
  } catch {
    say(CUT);
  } finally {
    isBusy = false;
  }
};

const say = (text) => (dialog.open ? line : told).replaceChildren(text);

// The heading and the body of a page: a form, or why there is none.
const show = (page, address) => {
  const heading = Object.assign(document.createElement("h2"), { id: "dans-la-case" });
  const name = page.querySelector("main .lead")?.textContent;
  heading.textContent = [page.querySelector("main h1").textContent, name].filter(Boolean).join(", ");
  dialog.replaceChildren(heading, ...page.querySelectorAll("main .page > .stack > *"), line);
  for (const form of dialog.querySelectorAll("form")) form.action = form.getAttribute("action") || address;
  dialog.querySelector(".page-title")?.remove();
  if (!dialog.open) dialog.showModal();
  dialog.querySelector(FIRST)?.focus();
};

const redraw = (page) => {
  const [row, at] = [cell.closest("tr"), cell.cellIndex];
  const fresh = page.getElementById(row.id);
  const next = fresh ?? row.nextElementSibling ?? row.previousElementSibling;
  if (!next) return location.reload();
  dialog.close();
  if (fresh) {
    const [was, is] = [row, fresh].map((one) => one.querySelector("[name=organism]"));
    if (is) is.checked = was.checked;
    dress(fresh);
    row.replaceWith(fresh);
  } else row.remove();
  target(next.cells[at]).focus();
  told.replaceChildren(...page.querySelectorAll(".messages .alert"), ...(fresh ? [] : [GONE]));
};

document.addEventListener("focusin", () => told.replaceChildren());
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const isBack = dialog.contains(link) && link.pathname === location.pathname;
  if (!isBack && !link.hasAttribute("data-in-place")) return;
  event.preventDefault();
  if (isBack) return dialog.close();
  cell = link.closest("td");
  ask(link.href);
});

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  const isAct = form.id === "acte";
  if (event.defaultPrevented || !(isAct || dialog.contains(form))) return;
  event.preventDefault();
  form.removeAttribute("data-leaving");
  if (isAct) cell = submitter.closest("td");
  const body = new FormData(form, submitter);
  ask(isAct ? submitter.formAction : form.action, { method: "POST", body });
});
