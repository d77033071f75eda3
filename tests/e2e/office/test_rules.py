"""A new règlement in the browser: prepared with what is typed kept, compared, tried, published by two people."""

import io
import re

from openpyxl import load_workbook

from tests.e2e.journeys.walking import Walker

SCENARIO = "tests/e2e/rules.yaml"
STARTS_AT = "2025-09-01 09:00"
HAS_WORKER = False
PROJECT = "/espace/regles/projets/REG-2026/"
KEPT = re.compile(r"Enregistré à \d+\sh\s\d\d")


def test_a_version_is_prepared_compared_tried_and_published_by_two_people(sign_in, axe):
    claire = Walker(sign_in("claire"))
    claire.act(
        "/espace/regles/preparer/rules/", "Ouvrir le projet",
        code="REG-2026", title="Règlement 2026", effective_from="2026-01-01",
    )  # fmt: skip
    assert claire.address == PROJECT
    claire.go(f"{PROJECT}parties/delais/D01/modifier/").fill(delay="20o")
    claire.page.locator("[data-saved]").get_by_text(KEPT).wait_for()
    claire.page.reload()
    assert claire.page.locator('[name="delay"]').input_value() == "20o"
    assert axe(claire.page) == []
    claire.act(
        f"{PROJECT}parties/pieces/ajouter/initial/candidature/", "Ajouter",
        code="charte", label="Charte locale", mandatory=True, extensions="pdf",
    )  # fmt: skip
    for address, said in (
        (f"{PROJECT}comparaison/", "15 jours ouvrés 20 jours ouvrés"),
        ("/espace/regles/essais/REG-2026/", "Il manquerait la pièce « Charte locale »."),
    ):
        assert said in claire.go(address).text
        assert axe(claire.page) == []
    claire.act(f"{PROJECT}proposer/", "Proposer cette version", origin="referent")
    claire.act(
        f"{PROJECT}avis/", "Noter l’avis favorable",
        adviser="commission", endorsed_on="2025-09-01", reference="CNQS-2025-3",
    )  # fmt: skip
    claire.act(
        f"{PROJECT}decision/",
        "Noter la décision du COMEX",
        decided_on="2025-09-01",
        reference="CX-9",
    )
    claire.go(f"{PROJECT}publier/", status=403)

    paul = Walker(sign_in("paul"))
    assert "Version des règles à publier" in paul.text
    paul.act(f"{PROJECT}publier/", "Publier cette version")
    agnes = Walker(sign_in("agnes"))
    told = agnes.go("/espace/regles/REG-2026/").text
    assert "20 jours ouvrés après le dépôt du dossier" in told
    assert "décidée par le COMEX le 1er septembre 2025 (CX-9)" in told


def test_a_spreadsheet_is_given_refused_by_its_cells_then_taken(sign_in, axe):
    claire = Walker(sign_in("claire"))
    claire.act(
        "/espace/regles/preparer/framework/", "Ouvrir le projet",
        code="CADRE-2026", title="Cadre 2026", effective_from="2026-01-01",
    )  # fmt: skip
    page, project = claire.page, "/espace/regles/projets/CADRE-2026/"
    assert axe(page) == []
    claire.go(f"{project}tableur/")
    assert axe(page) == []
    with page.expect_download() as given:
        page.get_by_role("link", name="Excel (.xlsx)").first.click()
    content = given.value.path().read_bytes()
    _send(page, content, ("Thèmes", "C2", "lourd"), ("Critères", "D3", None))
    page.get_by_text("2 cellules refusées").wait_for()
    assert "Thèmes, C2" in claire.text
    assert axe(page) == []
    _send(page, content, ("Thèmes", "C2", 5), ("Critères", "J1", "Qui relit"))
    page.get_by_text("Laissé de côté").wait_for()
    assert axe(page) == []
    page.get_by_role("button", name="Remplacer les lignes du projet").click()
    page.get_by_text("Le projet dit maintenant ce que dit le fichier.").wait_for()
    assert "poids 5" in claire.go(f"{project}parties/themes/").text


def _send(page, content, *cells):
    """The same file with some cells changed, read by the portal."""
    book, out = load_workbook(io.BytesIO(content)), io.BytesIO()
    for sheet, at, value in cells:
        book[sheet][at].value = value
    book.save(out)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    sent = {"name": "cadre.xlsx", "mimeType": kind, "buffer": out.getvalue()}
    page.set_input_files('[name="file"]', sent)
    page.get_by_role("button", name=re.compile("^(Lire|Relire)")).click()
