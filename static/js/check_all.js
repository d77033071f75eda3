// « Tout cocher »: every box of the page that the form of this button sends.
for (const button of document.querySelectorAll("[data-check-all]")) {
  const all = button.textContent;
  const boxes = [...button.form.elements].filter((one) => one.type === "checkbox");
  const areAll = () => boxes.every((one) => one.checked);
  const tell = () => (button.textContent = areAll() ? button.dataset.none : all);

  button.hidden = boxes.length === 0;
  button.addEventListener("click", () => {
    const isOn = !areAll();
    for (const one of boxes) one.checked = isOn;
    tell();
  });
  for (const one of boxes) one.addEventListener("change", tell);
  tell(); // the Back button keeps what was ticked
}
