"""The référent's tracking in the browser: sent, decided by kind, corrected, confirmed, found in public, taken back."""

import re
from datetime import date, timedelta
from pathlib import Path

from tests.e2e.journeys.walking import Walker

SCENARIO = "tests/e2e/rules.yaml"
STARTS_AT = "2026-11-24 09:00"
HAS_WORKER = False
FILE = Path(__file__).parents[2] / "data" / "tracking" / "suivi-label.xlsx"
ALL = "/espace/suivi/importer/"
MOST = 40  # decisions for ten years of tracking


def add_three_years(day):
    """BR-63: what the référent writes where the end of a label cannot be read."""
    start = date.fromisoformat(day)
    return (start.replace(year=start.year + 3) - timedelta(days=1)).isoformat()


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
            if "Le dernier jour du label manque" in claire.text:
                start = claire.page.locator('[name="label_start"]').input_value()
                claire.fill(label_end=add_three_years(start))
            if "Est-ce l’un de ceux-ci" in claire.text:
                claire.fill(organism="new")
            claire.press("Garder cette décision")
            decided += 1
    return decided


def test_ten_years_of_tracking_enter_in_forty_decisions_and_are_taken_back(sign_in, axe):
    claire = Walker(sign_in("claire"))
    claire.act(ALL, "Lire le fichier", file=FILE)
    one = re.sub("feuilles/$", "", claire.address)
    for part in ("feuilles/", "valeurs/", "lignes/", ""):
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
