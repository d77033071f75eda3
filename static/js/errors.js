// Errors: the summary takes the focus, and the page's title says so.
const summary = document.querySelector("[data-errors]");
summary.focus();
document.title = `${summary.querySelector("h2").textContent} · ${document.title}`;
