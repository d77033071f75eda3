// A colour can be typed, or taken with the browser's own picker: both always say the same.
const WHOLE = /^#[0-9a-f]{6}$/i;
for (const typed of document.querySelectorAll("input[data-colour]")) {
  const picker = Object.assign(document.createElement("input"), { type: "color" });
  picker.setAttribute("aria-label", `${typed.labels[0].textContent.trim()} : choisir dans une palette`);
  const both = document.createElement("span");
  both.className = "look-typed";
  typed.before(both);
  both.append(typed, picker);
  const follow = () => { if (WHOLE.test(typed.value)) picker.value = typed.value.toLowerCase(); };
  typed.addEventListener("input", follow);
  picker.addEventListener("input", () => { typed.value = picker.value; });
  follow();
}
