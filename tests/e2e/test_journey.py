"""From the opening of a dossier to its verified label, played in Chromium on a fresh database."""

import re
from types import SimpleNamespace

import pytest

from tests.e2e import serving
from tests.e2e.walking import Walker

SCENARIO = "tests/e2e/journey.yaml"
STARTS_AT = "2025-09-01 09:00"
EVIDENCE = serving.ROOT / "tests" / "data" / "evidence"
RESIDENCES = serving.ROOT / "tests" / "data" / "residences"
LETTER = EVIDENCE / "lettre-engagement-numerisee.pdf"
REPORT = EVIDENCE / "pv-ccl-2026-03-19.pdf"
STOCK = RESIDENCES / "parc-312-residences.xlsx"
DIGEST = re.compile(r"[0-9a-f]{64}")
SUMMARY = (
    "Les engagements sont connus des équipes et tenus sur les sites visités ; "
    "la propreté reste inégale d’une agence à l’autre."
)
FOUND = SimpleNamespace()  # what a step leaves to the next: the addresses of what it made


@pytest.fixture
def at(running_portal):
    """`at("2025-09-05 10:00")`: the day this is, for the portal and its worker."""
    return running_portal.at


@pytest.fixture
def meet(sign_in):
    """`meet("karim")`: a person of the scenario, signed in by one click of /demo/."""
    return lambda persona: Walker(sign_in(persona))


def add_piece(walker, code, upload):
    form = f"{FOUND.dossier}pieces/ajouter/?piece={code}"
    walker.act(form, "Verser la pièce", piece=code, upload=upload)


def meet_tenants(walker, kind, body, held_on):
    walker.act(
        f"{FOUND.dossier}locataires/", "Verser la preuve",
        kind=kind, body=body, held_on=held_on, attendees=11, upload=REPORT,
    )  # fmt: skip


def test_1_an_organism_fills_its_dossier_and_its_signatory_submits_it(at, meet, shot):
    """BR-12 to BR-16: a draft until the signatory submits; the receipt bears the digest of the copy."""
    at("2025-09-01 09:00")
    sophie = meet("sophie").act(
        "/espace/dossiers/ouvrir/", "Ouvrir le dossier", dossier_type="initial"
    )
    FOUND.dossier = sophie.address
    assert FOUND.dossier == "/espace/dossiers/QH-D-2025-0001/"
    assert "Non déposé" in sophie.text

    at("2025-09-03 10:00")
    karim = meet("karim").act(
        f"{FOUND.dossier}modifier/", "Enregistrer",
        presentation="Valboré Habitat loge 26 000 personnes dans cinq départements.",
        perimeter="Tout le patrimoine locatif.", homes_in_perimeter=12480,
    )  # fmt: skip
    add_piece(karim, "decision-gouvernance", LETTER)
    add_piece(karim, "information-locataires", EVIDENCE / "pv-ccl-2025-06-12.odt")
    add_piece(karim, "perimetre", STOCK)
    meet_tenants(karim, "information", "Conseil de concertation locative", "2025-09-02")
    karim.go(FOUND.dossier)
    assert "Non déposé" in karim.text
    shot(karim.page, "parcours-1-dossier-non-depose")
    karim.go(f"{FOUND.dossier}deposer/", status=403)

    at("2025-09-05 10:00")
    sophie.act(
        f"{FOUND.dossier}engagement/", "Signer l’engagement", accepts=True, letter=LETTER
    ).act(f"{FOUND.dossier}deposer/", "Déposer le dossier").go(FOUND.dossier)
    assert "Non déposé" not in sophie.text
    sophie.go(f"{FOUND.dossier}accuse/")
    assert DIGEST.search(sophie.text)
    shot(sophie.page, "parcours-1-accuse-de-reception")


def test_2_the_referent_asks_for_a_complement_then_registers(at, meet, shot):
    """BR-15: a reason and a date; the answer, then the registration."""
    at("2025-09-10 10:00")
    claire = meet("claire").act(
        f"{FOUND.dossier}demander-un-complement/", "Demander un complément",
        piece_1="perimetre", reason_1="Indiquez les foyers, absents de la liste du patrimoine.",
        due_on="2025-09-30",
    )  # fmt: skip
    assert "À compléter" in claire.text
    shot(claire.page, "parcours-2-complement-demande")

    at("2025-09-15 10:00")
    karim = meet("karim").go(f"{FOUND.dossier}complements/")
    karim.page.get_by_label("Indiquez les foyers").fill("Aucun foyer : la liste est complète.")
    karim.press("Enregistrer les réponses")
    meet("sophie").act(f"{FOUND.dossier}deposer-les-complements/", "Déposer les compléments")

    at("2025-09-17 10:00")
    claire.act(f"{FOUND.dossier}prononcer-la-recevabilite/", "Prononcer la recevabilité")
    assert "Recevable" in claire.text
    shot(claire.page, "parcours-2-recevable")
