"""The year closed in the browser: counted, written with what is typed kept, published by two people, downloaded."""

import re
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from pypdf import PdfReader

from tests.e2e.journeys.walking import Walker, tries

SCENARIO = "tests/e2e/rules.yaml"
STARTS_AT = "2026-01-12 09:00"
LIST = "/espace/pilotage/bilans/"
REPORT = f"{LIST}2025/1/"
KEPT = re.compile(r"Enregistré à \d+\sh\s\d\d")
FOREWORD = "L’année 2025 a vu les premiers organismes s’engager."


def until(walker, address, said):
    """The worker has done it: its page says so."""
    for _ in tries(walker.page):
        if said in walker.go(address).text:
            return
    raise AssertionError(f"{said} is not at {address}: {walker.text}")


def downloaded(page, label):
    with page.expect_download() as waiting:
        page.get_by_role("link", name=label).click()
    return Path(waiting.value.path()).read_bytes()


def test_the_year_is_closed_published_by_two_people_and_downloaded(sign_in, axe, shot):
    claire = Walker(sign_in("claire"))
    assert "Clore l’année 2025" in claire.text
    claire.act(f"{LIST}clore/?annee=2025", "Ouvrir le bilan")
    until(claire, REPORT, "Comptés le")
    assert axe(claire.page) == []
    claire.go(f"{REPORT}ouverture/").fill(foreword=FOREWORD)
    claire.page.locator("[data-saved]").get_by_text(KEPT).wait_for()
    shot(claire.page, "bilan-ouverture")
    assert "Organismes labellisés" in claire.go(f"{REPORT}rubriques/stock/").text
    assert axe(claire.page) == []
    shot(claire.page, "bilan-rubrique")
    assert FOREWORD in claire.go(f"{REPORT}apercu/").text
    claire.act(f"{REPORT}valider/", "Valider le bilan")
    until(claire, REPORT, "Les chiffres en tableur XLSX")
    shot(claire.page, "bilan-valide")
    claire.go(f"{REPORT}publier/", status=403)

    paul = Walker(sign_in("paul"))
    assert "Bilan 2025 à publier" in paul.text
    paul.act(f"{REPORT}publier/", "Publier le bilan")
    paul.go("/bilans/2025/")
    assert FOREWORD in paul.text
    assert axe(paul.page) == []
    shot(paul.page, "bilan-publie")
    pdf = downloaded(paul.page, "Le bilan en PDF")
    assert FOREWORD in PdfReader(BytesIO(pdf)).pages[0].extract_text()
    sheet = load_workbook(BytesIO(downloaded(paul.page, "Les chiffres en tableur XLSX")))
    codes = {row[1] for row in sheet.worksheets[0].values}
    assert "stock.labelled" in codes
