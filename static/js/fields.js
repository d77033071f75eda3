// Fields of a form: their values as typed, and as the server sent them before anybody typed.
const NEVER = /^(csrfmiddlewaretoken|once|stamp|kept-.*|also-.*)$/; // a new page has its own
export const MARKS = ["version", "seen"]; // what its writer had read: an older draft meets the page of conflicts

export const isKept = (name) => Boolean(name) && !NEVER.test(name);

export const typed = (form) => {
  const values = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string" || !isKept(name)) continue;
    (values[name] ??= []).push(value.replaceAll("\r\n", "\n"));
  }
  return values;
};

export const isSame = (one, other) => {
  const said = (values) => JSON.stringify(Object.entries(values).filter(([name]) => !MARKS.includes(name)).sort());
  return said(one) === said(other);
};

// On a slow line people type before the scripts come: the page as it was sent is asked of a copy.
export const asSent = (form) => {
  const copy = form.cloneNode(true);
  copy.reset();
  return typed(copy);
};
