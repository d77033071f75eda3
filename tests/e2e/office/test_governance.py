"""Cockpit and governance in the browser: a stage and its dossiers, an evolution to the version of the rules."""

import pytest

from tests.e2e.journeys.walking import Walker

SCENARIO = "tests/e2e/governance.yaml"
STARTS_AT = "2025-09-01 09:00"
HAS_WORKER = False
COCKPIT = "/espace/pilotage/"
PROJECT = "/espace/regles/projets/REG-2026/"
OVER = "document.documentElement.scrollWidth > window.innerWidth"


def follow(walker, name):
    walker.page.get_by_role("link", name=name).first.click()
    walker.page.wait_for_load_state()


def test_a_reader_of_the_comex_follows_an_evolution_to_the_version_of_the_rules(sign_in, axe):
    charles = Walker(sign_in("comex"))
    assert "Orvance" not in charles.go(COCKPIT).text
    assert axe(charles.page) == []
    follow(charles, "Gouvernance")
    follow(charles, "Un contrôle en vingt jours")
    assert "La version qui la portera" in charles.text
    evolution = charles.address

    paul = Walker(sign_in("paul"))
    paul.act(f"{PROJECT}publier/", "Publier cette version")

    charles = Walker(sign_in("comex"))
    assert "Publiée" in charles.go(evolution).text
    follow(charles, "Comparer ligne à ligne")
    assert "15 jours ouvrés 20 jours ouvrés" in charles.text
    assert axe(charles.page) == []
    follow(charles, "Règlement 2026")
    assert "20 jours ouvrés après le dépôt du dossier" in charles.text


def test_the_referent_opens_a_stage_and_finds_its_dossiers(sign_in, axe):
    claire = Walker(sign_in("claire"))
    claire.go(COCKPIT)
    assert axe(claire.page) == []
    claire.page.locator(".table a[href*='etat=draft']").click()
    claire.page.wait_for_load_state()

    assert "Orvance Logis" in claire.text


# test_every_page draws at 320 px what such a page has of its own, in make test too.
@pytest.mark.parametrize("width", [1280, pytest.param(360, marks=pytest.mark.slow)])
def test_the_screen_is_read_by_all(width, sign_in, shot):
    page = sign_in("claire", width=width)
    page.goto(COCKPIT)
    shot(page, f"pilotage-{width}")

    assert page.evaluate(OVER) is False
