"""A table longer than a page in Chromium: asked, written by the worker, told ready, the same rows, for its asker alone."""

from io import BytesIO

import openpyxl
import pytest

from tests.e2e.walking import Walker

pytestmark = pytest.mark.slow
SCENARIO = "tests/e2e/rules.yaml"
STARTS_AT = "2026-11-24 09:00"
LENGTH = 1_050  # the worker writes what is longer than a thousand
HEAD = "Référence;Nom;Adresse;CP;Commune;Code Insee;Logements;Année;QPV"
ROW = "R-{n:04};Résidence {n:04};{n} rue A;01000;Bourg-en-Bresse;01053;{homes};1968;Oui"


@pytest.fixture
def residences(tmp_path):
    rows = [ROW.format(n=n, homes=10 + n % 50) for n in range(LENGTH)]
    path = tmp_path / "parc.csv"
    path.write_text("\r\n".join([HEAD, *rows]), encoding="utf-8")
    return path


def shown(person):
    """The first column and the homes of each row of a page."""
    return person.page.locator("main tbody tr").evaluate_all(
        "rows => rows.map(row => [row.cells[0].innerText.trim(),"
        " Number(row.querySelector('[data-label=Logements]').innerText.trim())])"
    )


def test_a_long_list_is_a_file_that_says_its_rows_and_is_its_asker_s_alone(
    sign_in, running_portal, residences, axe, shot
):
    agnes = Walker(sign_in("agnes"))
    dossier = agnes.page.locator('main a[href*="/espace/dossiers/QH-D-"]').first.get_attribute("href")
    stock = f"/espace/dossiers/{dossier.split('/')[3]}/patrimoine/"
    agnes.act(f"{stock}import/", "Lire le fichier", file=residences).press("Confirmer l’import")
    agnes.go(stock)
    first = shown(agnes)
    agnes.page.get_by_role("link", name="XLSX").click()
    agnes.page.wait_for_url("**/espace/tableaux/xlsx/**")
    said = agnes.text
    agnes.press("Préparer le fichier")
    table = agnes.address
    link = agnes.shown(agnes.page.get_by_role("link", name="Télécharger le fichier"))
    assert axe(agnes.page) == []
    shot(agnes.page, "tableau-prepare")
    with agnes.page.expect_download() as download:
        link.click()
    sheet, legend = openpyxl.load_workbook(BytesIO(download.value.path().read_bytes())).worksheets
    head, *rows = sheet.iter_rows(values_only=True)
    told = [dict(zip(head, row, strict=True)) for row in rows]
    last = shown(agnes.go(f"{stock}?page=999"))

    assert "1 050 lignes" in said
    assert len(told) == LENGTH
    pairs = [[one["Résidence"], one["Logements"]] for one in told]
    assert (pairs[: len(first)], pairs[-len(last) :]) == (first, last)
    assert sorted(one["Référence"] for one in told) == [f"R-{n:04}" for n in range(LENGTH)]
    assert ("Lignes", LENGTH) in legend.iter_rows(values_only=True)
    assert "Le tableau est prêt" in agnes.go("/espace/messages/").text or "prêt" in agnes.text

    paul = Walker(sign_in("paul"))
    for address in (table, f"{table}fichier/"):
        paul.go(address, status=404)
