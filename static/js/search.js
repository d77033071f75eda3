// Search page: what is unfolded stays so when the results come; a refusal is shown like an answer.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const { detail } = event;
  if ([400, 404].includes(detail.xhr.status)) Object.assign(detail, { shouldSwap: true, isError: false });
  for (const { id } of document.querySelectorAll("#trouve details[open][id]"))
    detail.serverResponse = detail.serverResponse.replace(` id="${id}">`, ` id="${id}" open>`);
});
