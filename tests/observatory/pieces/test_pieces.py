"""Pieces: described pictures, reserved documents, videos with subtitles; private until published."""

import pytest
from django.db import IntegrityError, transaction

from observatory.practices.pieces import actions
from observatory.practices.pieces.models import PracticePiece
from portal.documents import StoredFile
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused
from tests import factories
from tests.markup import tidy
from tests.observatory.factories import fire, make_practice
from tests.observatory.pieces.factories import (
    ALT,
    add_document,
    add_picture,
    code,
    post,
    publish,
    upload,
)

pytestmark = pytest.mark.django_db


def test_a_picture_comes_with_its_words_or_not_at_all(signed_in, organism, alice):
    """BR-85."""
    client, practice = signed_in(alice), make_practice(organism)

    bare = post(client, practice, "image", upload=upload(), rights="Nos équipes")
    text = post(client, practice, "image", upload=upload("note.txt", b"bonjour"), **ALT)
    kept = post(client, practice, "image", upload=upload(), **ALT)

    practice.refresh_from_db()
    piece = practice.pieces.get()
    assert [bare.status_code, text.status_code, kept.status_code] == [422, 422, 302]
    assert "Dites ce que montre l’image" in bare.content.decode()
    assert "Nos équipes" in bare.content.decode()
    assert (practice.cover, practice.cover_alt, practice.image_rights) == (
        piece.file,
        *ALT.values(),
    )
    assert StoredFile.objects.count() == 1


def test_the_database_refuses_a_picture_without_words(organism, alice):
    """BR-85."""
    piece = add_picture(make_practice(organism), alice)

    for facts in (
        {"alt": ""},
        {"rights": ""},
        {"file": None},
        {"kind": "video", "url": "https://a.fr"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            PracticePiece.objects.filter(pk=piece.pk).update(**facts)


def test_br85_publication_is_refused_for_a_picture_whose_words_are_blank(
    organism, alice, sonia, dircom
):
    practice = make_practice(organism)
    add_picture(practice, alice)
    add_picture(practice, alice)
    practice.pieces.filter(order=2).update(alt=" ", rights=" ")
    practice.refresh_from_db()

    with pytest.raises(Refused) as refused:
        fire(practice, "submit", alice)
    assert refused.value.codes == ["alt", "image_rights"]


def test_pieces_are_public_with_their_sheet_and_only_then(client, organism, alice, sonia, dircom):
    practice = make_practice(organism)
    add_picture(practice, alice)
    add_document(practice, alice)
    address = [piece.public_url for piece in practice.pieces.all()]
    before = [client.get(one).status_code for one in address]

    practice = publish(type(practice).objects.get(pk=practice.pk), alice, sonia, dircom)
    shown, saved = (client.get(one) for one in address)
    page = tidy(client.get(practice.get_public_url()).content.decode())
    fire(practice, "withdraw", alice, reason="Un essai qui a pris fin.")

    assert before == [404, 404]
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
    assert saved["Content-Disposition"].startswith("attachment")
    assert f'<img src="{address[0]}" alt="{ALT["alt"]}"' in page
    assert [client.get(one).status_code for one in address] == [404, 404]
    factories.shut(shown)
    factories.shut(saved)


def test_a_reserved_proof_is_for_the_organism_and_the_office(
    signed_in, client, organism, alice, bob, sonia, dircom
):
    practice = make_practice(organism)
    piece = add_document(practice, alice, is_reserved=True, title="Le contrat")
    publish(type(practice).objects.get(pk=practice.pk), alice, sonia, dircom)
    stored = piece.file.get_absolute_url()

    public = client.get(practice.get_public_url()).content.decode()
    codes = [code(signed_in(who), stored) for who in (alice, sonia, bob, dircom)]
    client.logout()

    assert codes == [200, 200, 404, 404]
    assert client.get(piece.public_url).status_code == 404
    assert client.get(stored).status_code == 302
    assert "Le contrat" not in public
    assert piece.file.confidentiality == "organism"


def test_a_public_file_has_one_public_address(signed_in, organism, alice, bob, sonia, dircom):
    """By its own address, a file of a draft is not guessed, nor read once the sheet is published."""
    practice = make_practice(organism)
    piece = add_picture(practice, alice)
    before = [code(signed_in(who), piece.file.get_absolute_url()) for who in (bob, dircom)]
    publish(type(practice).objects.get(pk=practice.pk), alice, sonia, dircom)
    after = [code(signed_in(who), piece.file.get_absolute_url()) for who in (bob, dircom)]

    assert (before, after) == ([404, 404], [404, 200])


def test_a_video_says_its_subtitles_and_a_link_is_a_web_address(signed_in, organism, alice):
    client, practice = signed_in(alice), make_practice(organism)
    video = {"title": "La visite", "url": "https://organisme.example/visite"}

    mute = post(client, practice, "video", **video)
    trick = post(client, practice, "lien", title="Ici", url="javascript:alert(1)")
    post(client, practice, "video", **video, subtitles="subtitled")
    page = client.get(practice.get_absolute_url()).content.decode()

    assert [mute.status_code, trick.status_code] == [422, 422]
    assert "Dites si la vidéo est sous-titrée." in mute.content.decode()
    assert practice.pieces.get().subtitles == "subtitled"
    assert "(vidéo sous-titrée)" in page


def test_the_first_picture_opens_the_sheet(signed_in, organism, alice):
    client, practice = signed_in(alice), make_practice(organism)
    actions.add(practice, by=alice, kind="link", title="Le bilan", url="https://organisme.example/")
    first, second = add_picture(practice, alice), add_picture(practice, alice, alt="La grille")
    address = f"{practice.get_absolute_url()}pieces/"

    client.post(address, {"act": f"premiere-{second.order}", "once": new_key()})
    practice.refresh_from_db()
    opened = practice.cover_alt
    client.post(address, {"act": "retirer-1", "once": new_key()})
    client.post(address, {"act": "retirer-1", "once": new_key()})
    practice.refresh_from_db()

    assert opened == "La grille"
    assert practice.cover_alt == first.alt
    assert [row.title or row.alt for row in practice.pieces.all()] == ["Le bilan", first.alt]
    actions.remove(practice, practice.pieces.get(kind="picture").order, by=alice)
    practice.refresh_from_db()
    assert (practice.cover, practice.cover_alt, practice.image_rights) == (None, "", "")


def test_pieces_are_written_by_the_organism_while_the_record_is(
    signed_in, organism, alice, bob, sonia
):
    practice = make_practice(organism)
    address = f"{practice.get_absolute_url()}pieces/"
    with pytest.raises(Forbidden):
        actions.add(practice, by=sonia, kind="link", title="Ici", url="https://a.example/")
    codes = [signed_in(who).get(address).status_code for who in (alice, sonia, bob)]
    strange = [
        signed_in(alice).post(address, {"act": act}).status_code
        for act in ("vider-1", "retirer-x", "")
    ]
    unknown = signed_in(alice).get(f"{address}son/").status_code
    fire(practice, "submit", alice)

    assert (codes, strange, unknown) == ([200, 403, 404], [404] * 3, 404)
    assert (
        signed_in(alice).post(address, {"act": "retirer-1", "once": new_key()}).status_code == 409
    )
    with pytest.raises(Refused):
        actions.remove(practice, 1, by=alice)


def test_twelve_pieces_are_enough(signed_in, organism, alice):
    practice = make_practice(organism)
    for number in range(12):
        actions.add(
            practice, by=alice, kind="link", title=f"Lien {number}", url="https://a.example/"
        )

    full = post(signed_in(alice), practice, "lien", title="Un autre", url="https://a.example/")

    assert (full.status_code, practice.pieces.count()) == (409, 12)
    assert "12 pièces au plus" in full.content.decode().replace("\u00a0", " ")
    assert "Un autre" in full.content.decode()


def test_the_public_sheet_costs_the_same_with_many_pieces(
    client, organism, alice, sonia, dircom, django_assert_num_queries
):
    """In a transaction nothing is kept: the catalogue of its neighbours is read twice."""
    practice = make_practice(organism)
    add_picture(practice, alice)
    practice = publish(type(practice).objects.get(pk=practice.pk), alice, sonia, dircom)
    address = f"{practice.get_public_url()}?x=1"
    client.get(address)
    with django_assert_num_queries(15):
        client.get(address)
    file = practice.pieces.get().file
    for order in range(2, 8):
        practice.pieces.create(order=order, kind="picture", file=file, **ALT)
    with django_assert_num_queries(15):
        client.get(address)
