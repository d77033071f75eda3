// Forms: the server decides, the button says what goes on, and one press sends once.

// A file leaves the page where it is, and tells it nothing: its form is ready again once a double press is over.
const FILE = 2000;

// Back to a form that was refused asks for its page, not for the sending again.
history.replaceState(history.state, "", location.href);

for (const form of document.querySelectorAll("form[method=post]")) {
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    if (form.hasAttribute("data-leaving")) return event.preventDefault();
    form.setAttribute("data-leaving", "");
    const button = event.submitter;
    if (button?.hasAttribute("data-file")) setTimeout(free, FILE, form);
    if (!button || button.hasAttribute("aria-disabled")) return;
    button.dataset.label = button.innerHTML;
    button.setAttribute("aria-busy", "true");
    if (button.dataset.busy) button.textContent = button.dataset.busy;
  });
}

function free(form) {
  form.removeAttribute("data-leaving");
  for (const button of form.elements) {
    if (!button.matches("[aria-busy=true][data-label]")) continue;
    button.innerHTML = button.dataset.label;
    button.removeAttribute("aria-busy");
  }
}

// Coming back by the history finds the form ready again.
addEventListener("pageshow", () => document.querySelectorAll("form[data-leaving]").forEach(free));
