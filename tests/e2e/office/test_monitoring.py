"""The table of the scheme in a browser: gone through by arrow keys, sorted, narrowed, kept as a view."""

import pytest

from tests.e2e.portals import serving

SCENARIO = serving.DEMONSTRATION
HAS_WORKER = False
TABLE = "/espace/suivi/"
OVER = "document.documentElement.scrollWidth > window.innerWidth"
FOCUSED = (
    "const c = document.activeElement.closest('td, th'); [c.parentElement.rowIndex, c.cellIndex]"
)
STOPS = "document.querySelectorAll('.table [tabindex=\"0\"]').length"


def test_arrow_keys_go_from_cell_to_cell_and_tab_enters_the_table_once(sign_in):
    page = sign_in("claire")
    page.goto(TABLE)
    page.locator(".table tbody th a").first.focus()

    seen = []
    for key in ("ArrowDown", "ArrowRight", "ArrowUp", "End", "Home", "Control+Home"):
        page.keyboard.press(key)
        seen.append(page.evaluate(f"(() => {{ {FOCUSED.replace('; [', '; return [')}; }})()"))

    last = page.evaluate("document.querySelector('.table thead tr').cells.length - 1")
    assert seen == [[2, 0], [2, 1], [1, 1], [1, last], [1, 0], [0, 0]]
    assert page.evaluate(STOPS) == 1


def test_all_the_rows_of_a_page_are_chosen_by_one_press(sign_in):
    page = sign_in("claire")
    page.goto(f"{TABLE}?vue=tous")
    boxes = page.locator(".table tbody [name=organism]")

    page.get_by_role("button", name="Tout cocher").click()
    chosen = boxes.evaluate_all("boxes => boxes.filter(box => box.checked).length")
    boxes.first.uncheck()
    said = page.get_by_role("button", name="Tout cocher").count()
    page.get_by_role("button", name="Confier à…").click()
    page.wait_for_url("**/confier/**")

    assert (chosen, said) == (50, 1)
    assert page.url.count("organism=") == 49


SEEN = """() => {
  const table = document.querySelector(".table[data-pinned]").getBoundingClientRect();
  const head = document.querySelector(".table thead").getBoundingClientRect().bottom;
  const last = Math.min(table.bottom, innerHeight);
  return [...document.querySelectorAll(".table tbody tr")].filter((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return top >= head - 1 && bottom <= last + 1;
  }).length;
}"""
EDGES = """() => ["thead th", "tbody tr:nth-child(40) th"].map((name) => {
  const { left, top } = document.querySelector(`.table ${name}`).getBoundingClientRect();
  const table = document.querySelector(".table[data-pinned]").getBoundingClientRect();
  return [Math.round(left - table.left), Math.round(top - table.top)];
})"""


def test_eighteen_rows_are_read_at_once_and_the_names_and_heads_stay_in_sight(sign_in):
    page = sign_in("claire", width=1280, height=900)
    page.goto(TABLE)
    seen = page.evaluate(SEEN)
    page.locator(".table[data-pinned]").evaluate("one => one.scrollTo(900, 600)")
    (head_left, head_top), (name_left, _top) = page.evaluate(EDGES)

    assert (seen >= 18, head_left <= 1, head_top <= 1, name_left <= 1) == (True,) * 4, seen


# test_every_page draws at 320 px what such a page has of its own, in make test too.
@pytest.mark.parametrize("width", [1280, pytest.param(360, marks=pytest.mark.slow)])
def test_the_table_is_read_by_all(width, sign_in, axe, shot):
    page = sign_in("claire", width=width)
    found = []
    for address in (TABLE, f"{TABLE}colonnes/", f"{TABLE}vues/nouvelle/"):
        page.goto(address)
        shot(page, f"suivi-{width}")
        found += [(address, axe(page), page.evaluate(OVER))]

    assert found == [(address, [], False) for address, _axe, _over in found]


def test_a_view_is_kept_without_java_script(sign_in):
    page = sign_in("claire", java_script_enabled=False)
    page.goto(TABLE)
    page.get_by_text("Autres filtres").click()
    page.get_by_label("Famille").select_option(index=1)
    page.get_by_role("button", name="Filtrer").click()
    page.get_by_role("link", name="Label au").click()
    page.get_by_role("link", name="Garder cette vue").click()
    page.get_by_label("Nom de la vue").fill("Ma vue")
    page.get_by_role("button", name="Enregistrer").click()

    page.goto(TABLE)
    page.get_by_role("link", name="Ma vue").click()

    assert page.locator("th[aria-sort]").inner_text() == "Label au"
