"""The table of the scheme in a browser: gone through by arrow keys, sorted, narrowed, kept as a view."""

import re

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


CELLS = f"{TABLE}?statut=registered&colonnes=charge,relance,note&vue=tous"
AT = """(() => {
  const cell = document.activeElement.closest("td");
  return [cell.parentElement.id, cell.dataset.label];
})()"""
NAME = "document.activeElement.name"


def tab_to(page, name):
    """By the key Tab, from where one is."""
    for _ in range(40):
        if page.evaluate(NAME) == name:
            return page.locator(":focus")
        page.keyboard.press("Tab")
    raise AssertionError(name)


def open_by_enter(page, heading):
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=re.compile(heading))
    dialog.wait_for()  # and not what the page tells: what the act before told may still stand
    return dialog


def first_cell(page, right):
    """Its row, once the keys have led to the cell so far to the right of its name."""
    page.goto(CELLS)
    page.get_by_role("grid").wait_for()  # its script has come: the keys lead from cell to cell
    page.locator(".table tbody th a").first.focus()
    for _ in range(right):
        page.keyboard.press("ArrowRight")
    return page.locator(".table tbody tr").first


def test_three_cells_are_changed_by_keyboard_alone_without_leaving_the_table(sign_in, axe, shot):
    page = sign_in("claire", width=1280, height=900)
    row = first_cell(page, 2)
    key, address = row.get_attribute("id"), page.url
    visits = page.evaluate("history.length")
    page.keyboard.press("Enter")
    row.get_by_text("Claire Vasseur").wait_for()
    told = page.locator("[data-told]").inner_text()
    assert (page.evaluate(AT), told) == (
        [key, "Qui s’en charge"],
        "Vous vous en chargez. Les autres personnes de votre fonction le lisent.",
    )

    page.keyboard.press("ArrowRight")
    dialog = open_by_enter(page, "Noter un échange")
    shot(page, "suivi-echange")
    assert axe(page) == []
    page.keyboard.press("Space")
    tab_to(page, "with_name").fill("Aude Signe")
    tab_to(page, "next_step").fill("Rappeler")
    tab_to(page, "next_on").fill("2030-01-15")
    page.keyboard.press("Enter")
    dialog.get_by_role("heading", name=re.compile("correction")).wait_for()
    kept = dialog.get_by_label("La suite").input_value()
    tab_to(page, "said").fill("Elle rappelle.")
    tab_to(page, "next_on")
    page.keyboard.press("Enter")
    row.get_by_text("15 janv. 2030").wait_for()
    assert (page.evaluate(AT), kept) == ([key, "Prochaine relance"], "Rappeler")

    page.keyboard.press("ArrowRight")
    open_by_enter(page, "Écrire une note")
    page.keyboard.type("Une note gardée")
    tab_to(page, "is_pinned")
    page.keyboard.press("Enter")
    row.get_by_text("Une note gardée").wait_for()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(AT) == [key, "Prochaine relance"]
    assert (page.url, page.evaluate("history.length")) == (address, visits)


def test_escape_gives_up_and_a_text_is_kept_while_the_line_is_cut(sign_in):
    page = sign_in("claire")
    row = first_cell(page, 4)
    open_by_enter(page, "Écrire une note")
    page.keyboard.type("Abandonnée")
    page.keyboard.press("Escape")
    given_up = page.get_by_role("dialog").count(), page.evaluate(AT)[1]
    dialog = open_by_enter(page, "Écrire une note")
    page.keyboard.type("Écrite hors ligne")
    page.context.set_offline(True)
    tab_to(page, "is_pinned")
    page.keyboard.press("Enter")
    dialog.get_by_role("alert").get_by_text("La connexion est coupée").wait_for()
    page.context.set_offline(False)
    page.keyboard.press("Enter")

    row.get_by_text("Écrite hors ligne").wait_for()
    assert (given_up, page.get_by_text("Abandonnée").count()) == ((0, "Note"), 0)


def test_what_a_colleague_took_or_corrected_meanwhile_is_told_there(sign_in):
    paul, claire = sign_in("paul"), sign_in("claire")
    row = first_cell(claire, 2)
    if row.get_by_role("button", name="Ne plus m’en charger").count():
        claire.keyboard.press("Enter")
        row.get_by_role("button", name="Je m’en charge").wait_for()
    theirs = first_cell(paul, 2)
    paul.keyboard.press("Enter")
    theirs.get_by_text("Paul Rey").wait_for()
    claire.keyboard.press("Enter")
    row.get_by_text("Paul Rey").wait_for()
    told = claire.locator("[data-told]").inner_text()

    assert told.startswith("Paul Rey s’en charge depuis le")
    assert claire.evaluate(AT)[1] == "Qui s’en charge"


def fill_exchange(page, day):
    page.get_by_label("Téléphone").check()
    page.get_by_label("Nom de la personne").fill("Aude")
    page.get_by_label("Ce qui s’est dit").fill("Bonjour.")
    page.get_by_label("À suivre le").fill(day)
    page.get_by_role("button", name="Garder l’échange").click()


def test_an_exchange_corrected_in_another_tab_is_told_with_both(sign_in):
    page = sign_in("claire")
    page.goto(CELLS)
    row = page.locator(".table tbody tr").nth(1)
    row.get_by_role("link", name="Noter un échange").click()
    fill_exchange(page, "2030-01-15")
    row.get_by_text("15 janv. 2030").wait_for()
    dialog = open_by_enter(page, "Corriger l’échange")
    other = page.context.new_page()
    other.goto(row.locator(".change[id^=relance]").evaluate("one => one.href"))
    other.get_by_label("À suivre le").fill("2030-02-01")
    other.get_by_role("button", name="Enregistrer").click()
    other.wait_for_url("**/espace/suivi/**")
    tab_to(page, "next_on").fill("2030-03-01")
    page.keyboard.press("Enter")
    dialog.get_by_text("Cet échange a changé pendant que vous écriviez").wait_for()
    tab_to(page, "next_on")
    page.keyboard.press("Enter")

    row.get_by_text("1er mars 2030").wait_for()
    assert page.evaluate(AT)[1] == "Prochaine relance"


def test_three_cells_are_changed_without_java_script(sign_in):
    page = sign_in("claire", java_script_enabled=False)
    page.goto(CELLS)
    row = page.locator(".table tbody tr").last
    address = page.url

    def back_at(name):
        page.wait_for_url(f"**/espace/suivi/**#{name}-*")
        return page.url.partition("#")[0].replace("%2C", ",") == address

    row.get_by_role("button", name="Je m’en charge").click()
    found = [back_at("charge"), row.get_by_text("Claire Vasseur").count()]
    row.get_by_role("link", name="Écrire une note").click()
    page.get_by_label("Note", exact=True).fill("Sans script")
    page.get_by_role("button", name="Garder la note").click()
    found += [back_at("note"), row.get_by_text("Sans script").count()]
    row.get_by_role("link", name="Noter un échange et sa suite").click()
    fill_exchange(page, "2030-01-15")
    found += [back_at("relance"), row.get_by_text("15 janv. 2030").count()]
    page.go_back()

    assert (found, page.locator("h1").inner_text()) == ([True, 1] * 3, "Noter un échange")


def test_on_a_phone_a_note_is_written_in_its_place(sign_in, axe, shot):
    page = sign_in("claire", width=360)
    page.goto(CELLS)
    page.locator(".change[id^=note]").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Note", exact=True).fill("Du téléphone")
    shot(page, "suivi-note-360")
    faults = axe(page), page.evaluate(OVER)
    dialog.get_by_role("button", name="Garder la note").click()
    page.locator(".table tbody").get_by_text("Du téléphone").wait_for()

    assert (faults, page.get_by_role("dialog").count()) == (([], False), 0)
