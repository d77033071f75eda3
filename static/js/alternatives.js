// The description of a chosen image is proposed as its text alternative, unless something else is typed there.
// As Wagtail's own image block does, for ours and for the fields « image » of pages.
const followed = new WeakSet();

const alternativeOf = ({ id }) =>
  document.getElementById(`${id}_alt`) ?? (/-(image|picture)$/.test(id) ? document.getElementById(id.replace(/(image|picture)$/, "alt")) : null);

const follow = (chooser, alternative) => {
  let proposed = chooser.getState()?.default_alt_text ?? "";
  chooser.addEventListener("chosen", ({ detail }) => {
    if (alternative.value === "" || alternative.value === proposed) {
      alternative.value = detail.default_alt_text;
      alternative.dispatchEvent(new Event("input", { bubbles: true })); // saved as what is typed is
    }
    proposed = detail.default_alt_text;
  });
};

document.addEventListener("click", ({ target }) => {
  const chooser = target.closest("[data-chooser-action-choose]")?.closest("[id$='-chooser']")?.widget;
  if (!chooser || followed.has(chooser)) return;
  followed.add(chooser);
  const alternative = alternativeOf(chooser.input);
  if (alternative) follow(chooser, alternative);
}, { capture: true });
