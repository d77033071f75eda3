// A message whose link is followed is read: said in passing, the page does not wait for it.
for (const link of document.querySelectorAll("a[data-reads]")) {
  link.addEventListener("click", () => {
    const form = link.closest("form");
    const body = new URLSearchParams({
      csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
      act: `read:${link.dataset.reads}`,
    });
    fetch(form.action, { method: "POST", body, headers: { "X-Quiet": "1" }, keepalive: true });
  });
}
