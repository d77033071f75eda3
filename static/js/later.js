// HTMX comes with the first gesture: a page that is only read does not wait for it.
// A browser also sends « pointermove », without a movement, when a page is drawn under a pointer at rest: no gesture.
const GESTURES = ["pointermove", "pointerdown", "focusin", "keydown", "change"];
let changed = null;

const hold = ({ target }) => (changed = target); // what is changed meanwhile is told again
const loaded = new Promise((done) => {
  if (document.readyState === "complete") done();
  else window.addEventListener("load", done); // before, HTMX would wait for an event that is over
});

const ask = async ({ type, movementX, movementY }) => {
  if (type === "pointermove" && !movementX && !movementY) return;
  for (const name of GESTURES) document.removeEventListener(name, ask);
  await loaded;
  const { content } = document.querySelector("meta[name=htmx-address]");
  const script = Object.assign(document.createElement("script"), { src: content });
  script.addEventListener("load", () => {
    document.removeEventListener("change", hold);
    changed?.dispatchEvent(new Event("change", { bubbles: true }));
  });
  document.head.append(script);
};

document.addEventListener("change", hold);
for (const name of GESTURES) document.addEventListener(name, ask);
