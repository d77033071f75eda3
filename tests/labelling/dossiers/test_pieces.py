"""Pieces of a dossier: refused beside their field, replaced, reached through their dossier."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.scenario.files import document
from tests.factories import make_dossier
from tests.labelling.dossiers.factories import ready_draft, submitted
from tests.portal.documents.build import picture

pytestmark = pytest.mark.django_db


def text(answer):
    return answer.content.decode().replace("\u00a0", " ")


def test_br91_an_upload_that_is_no_document_is_refused_beside_its_field(dossier, alice, signed_in):
    upload = SimpleUploadedFile("page.html", b"<html><script>alert(1)</script></html>", "text/html")

    answer = signed_in(alice).post(
        f"{dossier.get_absolute_url()}pieces/ajouter/",
        {"piece": "autre", "title": "Ma charte", "upload": upload},
    )

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["upload"])
    assert 'value="Ma charte"' in text(answer)
    assert dossier.pieces.count() == 0


def test_a_piece_in_another_format_than_asked_is_refused_with_the_formats(
    dossier, alice, signed_in
):
    answer = signed_in(alice).post(
        f"{dossier.get_absolute_url()}pieces/ajouter/",
        {"piece": "perimetre", "upload": document("Liste", "x")},
    )

    assert "n’est pas au format demandé pour cette pièce : xlsx, ods." in text(answer)


def test_a_piece_asked_for_once_is_replaced_not_added_twice(organism, alice, signed_in):
    dossier = ready_draft(organism, alice)
    values = {"piece": "lettre-engagement", "upload": document("Lettre", "x")}

    answer = signed_in(alice).post(f"{dossier.get_absolute_url()}pieces/ajouter/", values)

    assert answer.status_code == 409
    assert "est déjà versée : remplacez-la." in text(answer)


def test_br16_a_piece_is_replaced_from_its_page(organism, alice, signed_in):
    dossier = submitted(organism, alice)
    piece = dossier.pieces.get(code="lettre-engagement")
    url = f"{dossier.get_absolute_url()}pieces/{piece.file.token}/remplacer/"

    answer = signed_in(alice).post(url, {"upload": document("Lettre", "nouvelle")})

    assert answer.status_code == 302
    assert [p.file.version for p in dossier.pieces.filter(code=piece.code, is_current=True)] == [2]


def test_br01_a_piece_is_reached_through_its_own_dossier_only(organism, alice, bob, signed_in):
    piece = submitted(organism, alice).pieces.first()
    other = make_dossier(bob.memberships.get().organism)

    answer = signed_in(bob).get(f"{other.get_absolute_url()}pieces/{piece.file.token}/remplacer/")

    assert answer.status_code == 404


def test_the_formats_that_are_told_are_those_that_the_piece_takes(organism, alice, signed_in):
    dossier = submitted(organism, alice)
    client, base = signed_in(alice), f"{dossier.get_absolute_url()}pieces/"
    piece = dossier.pieces.get(code="lettre-engagement")
    adding = text(client.get(f"{base}ajouter/"))
    replacing = text(client.get(f"{base}{piece.file.token}/remplacer/"))

    assert "Lettre d’engagement signée (PDF)" in adding
    assert "Au format dit à côté de la pièce choisie" in adding
    assert ("PDF ; 25 Mo au plus." in replacing, 'accept=".pdf"' in replacing) == (True, True)
    for page in (adding, replacing):
        assert "PowerPoint" not in page


def test_the_letter_of_the_engagement_is_in_the_format_of_the_rules(dossier, alice, signed_in):
    client, address = signed_in(alice), f"{dossier.get_absolute_url()}engagement/"
    page = text(client.get(address))
    image = SimpleUploadedFile("lettre.png", picture(), "image/png")
    answer = client.post(address, {"accepts": "on", "letter": image})

    assert 'accept=".pdf"' in page
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["letter"])
