// Days and hours in words, of Paris as the server tells them wherever the browser is: « 1er décembre », « 14 h 05 ».

const told = (at, options) => {
  const parts = new Intl.DateTimeFormat("fr-FR", { timeZone: "Europe/Paris", ...options }).formatToParts(at);
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
};

export const day = (at) => {
  const { day, month } = told(at, { day: "numeric", month: "long" });
  return `${Number(day) === 1 ? "1er" : Number(day)}\u00a0${month}`;
};

export const hour = (at) => {
  const { hour, minute } = told(at, { hour: "numeric", minute: "2-digit", hourCycle: "h23" });
  return `${Number(hour)}\u00a0h\u00a0${minute}`;
};
