// Copies what a field holds; the button shows with scripts only, and says that it is done.
for (const button of document.querySelectorAll("[data-copy]")) {
  const label = button.querySelector("span");
  const said = button.closest("section")?.querySelector("[role=status]");
  const before = label.textContent;
  button.hidden = !navigator.clipboard; // an address in clear (http) has none
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(field.value);
      label.textContent = "Adresse copiée";
      if (said) said.textContent = "Adresse copiée";
      setTimeout(() => Object.assign(label, { textContent: before }), 3000);
    } catch {
      field.select(); // to be copied by hand
    }
  });
}
