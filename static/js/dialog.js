// Dialogs: a link to the full page opens the dialog instead; older browsers get command=show-modal.
for (const opener of document.querySelectorAll("[data-dialog]")) {
  const dialog = document.getElementById(opener.dataset.dialog);
  if (!dialog?.showModal || (opener.matches("button") && "commandForElement" in opener)) continue;
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.showModal();
  });
}
