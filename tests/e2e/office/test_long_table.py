"""A table longer than a page in Chromium: asked, written by the worker, told ready, its asker's alone."""

import re
from io import BytesIO

import openpyxl
import pytest

from tests.e2e.journeys.walking import Walker
from tests.e2e.portals import serving

pytestmark = pytest.mark.slow
SCENARIO = serving.DEMONSTRATION
STARTS_AT = "2026-11-24 10:30"  # as test_every_page, whose demonstration this is
LIST = "/espace/courriels/?au=2026-11-23"  # what leaves meanwhile is not in it
ROWS = """() => [...document.querySelectorAll('main tbody tr')].map(row =>
  [row.cells[0].innerText.trim(), row.cells[1].innerText.trim()])"""


def test_a_long_list_is_a_file_that_says_its_rows_and_is_its_asker_s_alone(sign_in, axe, shot):
    claire = Walker(sign_in("claire")).go(LIST)
    total = int(re.search(r"([\d ]+) courriels", claire.text)[1].replace(" ", ""))
    first = claire.page.evaluate(ROWS)
    claire.page.get_by_role("link", name="XLSX").click()
    claire.page.wait_for_url("**/espace/tableaux/xlsx/**")
    claire.press("Préparer le fichier")
    table = claire.address
    link = claire.shown(claire.page.get_by_role("link", name="Télécharger le fichier"))
    assert axe(claire.page) == []
    shot(claire.page, "tableau-prepare")
    with claire.page.expect_download() as download:
        link.click()
    sheet, legend = openpyxl.load_workbook(BytesIO(download.value.path().read_bytes())).worksheets
    head, *rows = sheet.iter_rows(values_only=True)
    last = claire.go(f"{LIST}&page=9999").page.evaluate(ROWS)
    told = [list(row[:2]) for row in rows]

    assert len(rows) == total
    assert total > 1_000
    assert head[:2] == ("Type", "À")
    assert (told[: len(first)], told[-len(last) :]) == (first, last)
    assert ("Lignes", total) in legend.iter_rows(values_only=True)
    assert "tableau que vous avez demandé est prêt" in claire.go("/espace/messages/").text

    secretary = Walker(sign_in("secretaire"))
    for address in (table, f"{table}fichier/"):
        secretary.go(address, status=404)
