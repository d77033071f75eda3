// Forms: the server decides, the button says what goes on, and one press sends once.

// Back to a form that was refused asks for its page, not for the sending again.
history.replaceState(history.state, "", location.href);

for (const form of document.querySelectorAll("form[method=post]")) {
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    if (form.hasAttribute("data-leaving")) return event.preventDefault();
    form.setAttribute("data-leaving", "");
    const button = event.submitter;
    if (!button || button.hasAttribute("aria-disabled")) return;
    button.dataset.label = button.innerHTML;
    button.setAttribute("aria-busy", "true");
    if (button.dataset.busy) button.textContent = button.dataset.busy;
  });
}

// Coming back by the history finds the form ready again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-leaving]")) form.removeAttribute("data-leaving");
  for (const button of document.querySelectorAll("[aria-busy=true][data-label]")) {
    button.innerHTML = button.dataset.label;
    button.removeAttribute("aria-busy");
  }
});
