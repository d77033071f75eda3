// The calendar of a date field in the CMS closes on Tab, Escape and a press elsewhere: it stood over the button that saves.
const OPENS = 150; // ms after its field is entered
const field = (calendar) => window.jQuery(calendar).data("input")?.[0];
const opened = () => window.jQuery?.(".xdsoft_datetimepicker:visible").toArray() ?? [];
const close = (calendars) => calendars.forEach((one) => window.jQuery(one).trigger("close.xdsoft"));

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" && event.key !== "Tab") return;
  const calendars = opened();
  close(calendars);
  if (event.key === "Escape" && calendars.length) event.stopPropagation(); // the dialog around it stays
  // Left before it has opened.
  if (event.key === "Tab") setTimeout(() => close(opened().filter((one) => field(one) !== document.activeElement)), OPENS);
}, { capture: true });

document.addEventListener("pointerdown", ({ target }) => {
  if (!target.closest(".xdsoft_datetimepicker")) close(opened().filter((one) => field(one) !== target));
}, { capture: true });
