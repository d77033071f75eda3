// Arrow keys go from cell to cell of a wide table; Tab enters it once and leaves it.
const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
const PRESSED = "a, button, input";

// What a cell is entered by: what changes it, else its first link, else itself.
export const target = (cell) => cell.querySelector(".change") ?? cell.querySelector(PRESSED) ?? cell;

// Screen readers then give the arrows to the page.
export const dress = (row) => {
  for (const cell of row.cells) {
    if (cell.matches("td")) cell.setAttribute("role", "gridcell");
    for (const link of cell.querySelectorAll(PRESSED)) link.tabIndex = -1;
    if (target(cell) === cell) cell.tabIndex = -1;
  }
};

for (const table of document.querySelectorAll(".table[data-pinned] table")) {
  let current = target((table.rows[1] ?? table.rows[0]).cells[0]);

  table.setAttribute("role", "grid");
  for (const row of table.rows) dress(row);
  current.tabIndex = 0;

  table.addEventListener("focusin", (event) => {
    current.tabIndex = -1;
    current = event.target.closest(`${PRESSED}, td, th`);
    current.tabIndex = 0;
  });
  table.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey || event.shiftKey) return;
    const { rows } = table;
    const cell = event.target.closest("td, th");
    if (!cell) return;
    const { cells, rowIndex } = cell.parentElement;
    let to;
    if (event.key in STEPS && !event.ctrlKey) {
      const [down, right] = STEPS[event.key];
      to = rows[rowIndex + down]?.cells[cell.cellIndex + right];
    } else if (event.key === "Home") to = (event.ctrlKey ? rows[0].cells : cells)[0];
    else if (event.key === "End") to = [...(event.ctrlKey ? [...rows].at(-1).cells : cells)].at(-1);
    if (!to) return;
    event.preventDefault();
    target(to).focus();
    // The first column stays over the others: what is focused comes out from under it.
    target(to).scrollIntoView({ block: "nearest", inline: to.cellIndex ? "center" : "nearest" });
  });
}
