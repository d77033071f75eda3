"""The référent's tracking in the browser: sent, decided by kind, corrected, confirmed, found in public, taken back."""

import re
from pathlib import Path

from tests.e2e.journeys.walking import Walker

SCENARIO = "tests/e2e/rules.yaml"
STARTS_AT = "2026-11-24 09:00"
HAS_WORKER = False
FILE = Path(__file__).parents[2] / "data" / "tracking" / "suivi-label.xlsx"
JOURNAL = FILE.parents[1] / "imports" / "journal-label.csv"
ALL = "/espace/suivi/importer/"
MOST = 40  # decisions for ten years of tracking


def settle_by_kind(claire, lines):
    """How many presses decide all that waits, by kind of remark."""
    presses = 0
    keep = claire.page.locator('form:has([name="code"]) button[value="keep"]')
    while claire.go(lines) and keep.count():
        claire.press("Reprendre comme c’est lu")
        presses += 1
    return presses


def correct(claire, lines):
    """What is still wrong, or may be somebody here, line by line."""
    decided = 0
    for kind in ("wrong", "doubtful"):
        there = claire.page.locator(f'a[href="?sorte={kind}"]')
        while claire.go(f"{lines}?sorte={kind}") and there.count():
            claire.page.locator('main th a[href*="/lignes/"]').first.click()
            claire.page.wait_for_load_state()
            if "identité à compléter" in claire.text:  # an audit of an organism that no sheet knows
                claire.fill(verdict="skip")
            if "Est-ce l’un de ceux-ci" in claire.text:
                claire.fill(organism="new")
            claire.press("Garder cette décision")
            decided += 1
    return decided


def test_ten_years_of_tracking_enter_in_forty_decisions_and_are_taken_back(sign_in, axe):
    claire = Walker(sign_in("claire"))
    claire.act(ALL, "Lire le fichier", file=FILE)
    one = re.sub("feuilles/$", "", claire.address)
    for part in ("feuilles/", "valeurs/", "registre/", "lignes/", ""):
        claire.go(f"{one}{part}")
        assert axe(claire.page) == [], part

    with claire.page.expect_download() as download:
        claire.page.get_by_role("link", name="Fichier avec les remarques").click()
    decisions = settle_by_kind(claire, f"{one}lignes/") + correct(claire, f"{one}lignes/")
    claire.act(f"{one}reprendre-le-suivi/", "Reprendre le suivi")
    listed = claire.go("/annuaire/?q=Drômelys").text
    claire.act(f"{one}annuler-la-reprise/", "Annuler la reprise")

    assert download.value.suggested_filename.endswith("-remarques.xlsx")
    assert decisions <= MOST
    assert "Drômelys" in listed
    assert "Drômelys" not in claire.go("/annuaire/").text
    assert "Reprise annulée" in claire.go(one).text


def test_a_journal_of_facts_comes_to_the_register_too(sign_in, axe):
    """One fact a row, where the other file has one organism a row."""
    claire = Walker(sign_in("claire"))
    claire.act(ALL, "Lire le fichier", file=JOURNAL)
    one = re.sub("feuilles/$", "", claire.address)
    sheets = claire.page.locator('[name="grain-0"]').input_value()

    claire.press("Relire avec ces corrections")
    claire.go(f"{one}registre/")

    assert sheets == "events"
    assert axe(claire.page) == []
    assert claire.page.locator("main tbody tr").count() > 10
    assert "en vigueur" in claire.text
    claire.act(f"{one}abandonner-cet-import/", "Abandonner cet import")
