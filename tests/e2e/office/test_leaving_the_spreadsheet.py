"""Tracking without a spreadsheet, in Chromium: imported with corrections, called, chased, exported, shared."""

import json
from io import BytesIO

import openpyxl
import pytest

from tests.e2e.journeys.walking import Walker
from tests.e2e.office.test_history_import import ALL, FILE, MOST, correct, settle_by_kind

pytestmark = pytest.mark.slow
SCENARIO = "tests/e2e/rules.yaml"
STARTS_AT = "2026-11-24 09:00"
UNTIDY = {"F3": "Combien", "L3": "Zénith"}  # titles that nobody knows
MATCHED = {"role-0-F": "homes", "role-0-L": "committee"}
TABLE = "/espace/suivi/"
OURS = "/espace/organismes/orvance-logis/"


def untidy(folder):
    """The référent's file, with two columns under titles of her own."""
    book = openpyxl.load_workbook(FILE)
    for place, title in UNTIDY.items():
        book["Organismes"][place] = title
    path = folder / "suivi.xlsx"
    book.save(path)
    return path


def test_1_her_file_enters_with_two_columns_matched_and_three_rows_corrected(sign_in, tmp_path):
    claire = Walker(sign_in("claire"))
    claire.act(ALL, "Lire le fichier", file=untidy(tmp_path))
    one = claire.address.removesuffix("feuilles/")
    before = [claire.page.locator(f'[name="{name}"]').input_value() for name in MATCHED]
    claire.fill(**MATCHED).press("Relire avec ces corrections")
    claire.go(f"{one}lignes/?sorte=new")
    rows = claire.page.locator('main tbody th a[href*="/lignes/"]').evaluate_all(
        "links => links.slice(0, 3).map(link => link.getAttribute('href'))"
    )
    for rank, row in enumerate(rows):
        claire.act(row, "Garder cette décision", homes=4000 + rank)
    decided = settle_by_kind(claire, f"{one}lignes/") + correct(claire, f"{one}lignes/")
    claire.act(f"{one}reprendre-le-suivi/", "Reprendre le suivi")

    assert before == ["", ""]
    assert len(rows) == 3
    assert decided + len(MATCHED) + len(rows) <= MOST
    assert "Drômelys" in claire.go("/annuaire/?q=Drômelys").text


def test_2_a_call_is_noted_and_a_relance_leaves_when_nobody_undoes_it(sign_in, running_portal):
    claire = Walker(sign_in("claire"))
    claire.go(OURS).page.get_by_role("link", name="Noter un échange").click()
    claire.fill(
        kind="phone", with_name="Aude Signe", said="Elle dépose lundi.",
        next_step="Rappeler", next_on="2026-12-01",
    ).press("Garder l’échange")  # fmt: skip
    claire.go(OURS).page.get_by_role("link", name="Relancer").click()
    claire.fill(follow_on="2026-12-04").press("Relire avant l’envoi")
    letter = claire.text
    claire.press("Envoyer dans dix minutes")
    batch = claire.address
    waiting = claire.text
    running_portal.at("2026-11-24 09:20")
    claire.shown(claire.page.get_by_text("Partie le"))
    table = claire.go(f"{TABLE}?q=Orvance+Logis").text
    running_portal.at("2026-12-04 09:00")

    assert "Agnès Tessier" in letter
    assert "Annuler" in waiting
    assert "24 nov." in table
    home = claire.go("/espace/").text
    assert "Rappeler" in home
    assert claire.go(batch).page.get_by_role("button", name="Annuler").count() == 0


def test_3_the_table_leaves_as_a_file_that_says_what_hers_said(sign_in):
    claire = Walker(sign_in("claire"))
    claire.go(f"{TABLE}?colonnes=statut,du,au")
    with claire.page.expect_download() as download:
        claire.page.get_by_role("link", name="XLSX").click()
    written = BytesIO(download.value.path().read_bytes())
    sheet, legend = openpyxl.load_workbook(written).worksheets
    head, *lines = sheet.iter_rows(values_only=True)
    told = {line[0]: dict(zip(head, line, strict=True)) for line in lines}
    expected = json.loads((FILE.with_suffix(".expected.json")).read_text())["organisms"]
    labelled = [one for one in expected if one["status"] == "labelled" and one["label"]]

    assert {one["name"] for one in expected} <= set(told)
    assert len(told) == len(expected) + 1  # Orvance Logis was here
    starts = {one["name"]: one["label"]["start"] for one in labelled}
    assert {name: f"{told[name]['Label du']:%Y-%m-%d}" for name in starts} == starts
    assert ("Lignes", len(lines)) in legend.iter_rows(values_only=True)


def test_4_a_colleague_takes_half_of_the_rows(sign_in):
    paul = Walker(sign_in("paul"))
    paul.go(f"{TABLE}?lignes=200")
    paul.page.evaluate(
        "() => document.querySelectorAll('main [name=organism]')"
        ".forEach((one, rank) => { one.checked = rank % 2 === 0 })"
    )
    paul.page.get_by_role("button", name="Confier à…").click()
    paul.page.wait_for_url("**/confier/**")
    paul.fill(person="Paul Rey").press("Voir à blanc")
    nothing = paul.page.locator("main tbody tr", has_text="aucun dossier en cours").count()
    given = paul.page.locator("main tbody tr").count() - nothing
    paul.press("Confier")
    mine = paul.go(f"{TABLE}?charge=moi").text

    assert given > 10
    assert f"{given} organismes" in mine
