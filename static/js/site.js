// Each behaviour is found by its data-… attribute and fetched only where the page has it.
const found = (selector) => document.querySelector(selector) !== null;

if (found("[data-errors]")) import("./errors.js");
if (found("form[method=post]")) import("./forms.js");
const autosave = found("form[data-autosave]") && import("./autosave.js");
const hasSent = sessionStorage.getItem("draft-sent") !== null; // a text was on its way: the sign-in page says where it is
if (hasSent || found("form[method=post] textarea, meta[name=draft-owner]"))
  Promise.resolve(autosave).then(() => import("./drafts.js"));
if (found("form[method=post] input[type=file]")) import("./files.js");
if (found("[data-dialog]")) import("./dialog.js");
if (found("input[data-colour]")) import("./colours.js");
if (found("#trouve")) import("./search.js");
if (found("a[data-reads]")) import("./read.js");
if (found("[data-suggest]")) document.addEventListener("focusin", () => import("./suggest.js"), { once: true });
if (found(".table[data-pinned]")) import("./grid.js");
if (found("[data-told]")) import("./in_place.js");
if (found("meta[name=htmx-address]")) import("./later.js");
if (found("[data-copy]")) import("./copy.js");
if (found("[data-check-all]")) import("./check_all.js");

// On a phone the bar of the space scrolls: where one stands is seen whole.
const here = document.querySelector(".space ul [aria-current]");
const bar = here?.closest("ul");
if (bar && bar.scrollWidth > bar.clientWidth) {
  const [mine, its] = [here.getBoundingClientRect(), bar.getBoundingClientRect()];
  bar.scrollLeft += mine.left - its.left - (its.width - mine.width) / 2;
}
