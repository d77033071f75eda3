"""A new règlement in the browser: prepared with what is typed kept, compared, tried, published by two people."""

import re

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
