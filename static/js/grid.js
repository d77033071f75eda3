// Arrow keys go from cell to cell of a wide table; Tab enters it once and leaves it.
const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

for (const table of document.querySelectorAll(".table[data-pinned] table")) {
  const rows = [...table.rows].map((row) => [...row.cells]);
  const target = (cell) => cell.querySelector("a, button, input") ?? cell;
  let current = target(rows[1]?.[0] ?? rows[0][0]);

  // Screen readers then give the arrows to the page.
  table.setAttribute("role", "grid");
  for (const cells of rows)
    for (const cell of cells) {
      if (cell.matches("td")) cell.setAttribute("role", "gridcell");
      for (const link of cell.querySelectorAll("a, button, input")) link.tabIndex = -1;
      if (target(cell) === cell) cell.tabIndex = -1;
    }
  current.tabIndex = 0;

  const go = (to) => {
    if (!to) return;
    current.tabIndex = -1;
    current = to;
    current.tabIndex = 0;
  };

  table.addEventListener("focusin", (event) => go(event.target.closest("a, button, input, td, th")));
  table.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey || event.shiftKey) return;
    const cell = event.target.closest("td, th");
    const y = rows.findIndex((cells) => cells.includes(cell));
    const x = rows[y]?.indexOf(cell);
    if (x === undefined) return;
    let to;
    if (event.key in STEPS && !event.ctrlKey) {
      const [down, right] = STEPS[event.key];
      to = rows[y + down]?.[x + right];
    } else if (event.key === "Home") to = (event.ctrlKey ? rows[0] : rows[y])[0];
    else if (event.key === "End") to = (event.ctrlKey ? rows.at(-1) : rows[y]).at(-1);
    if (!to) return;
    event.preventDefault();
    target(to).focus();
    // The first column stays over the others: what is focused comes out from under it.
    target(to).scrollIntoView({ block: "nearest", inline: to.cellIndex ? "center" : "nearest" });
  });
}
