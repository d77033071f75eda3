"""Edits of pieces: text, file, kind, order; conflicts of two people."""

import pytest

from observatory.practices.pieces import actions
from portal.documents import StoredFile
from portal.web.submissions.edit_conflicts import stamp
from portal.web.submissions.once import new_key
from portal.workflow import Refused
from tests.observatory.factories import fire, make_practice
from tests.observatory.pieces.factories import (
    ALT,
    add_document,
    add_picture,
    upload,
)

pytestmark = pytest.mark.django_db


def edit(client, piece, *, nature="", seen=None, **values):
    address = f"{piece.practice.get_absolute_url()}pieces/{piece.order}/{nature}"
    seen = seen or stamp(piece, actions.FIELDS)
    return client.post(address, values | {"once": new_key(), "seen": seen})


def test_what_is_said_of_a_picture_changes_and_its_file_too(signed_in, organism, alice):
    """BR-85: the cover follows; without another file, the file stays."""
    client, practice = signed_in(alice), make_practice(organism)
    piece = add_picture(practice, alice)
    page = client.get(f"{practice.get_absolute_url()}pieces/1/").content.decode()

    bare = edit(client, piece, alt="", rights="Nos équipes")
    kept = edit(client, piece, alt="La cour", rights="Le bailleur")
    piece, before = practice.pieces.get(), piece.file
    practice.refresh_from_db()
    said = (piece.alt, piece.rights, piece.file, practice.cover_alt, practice.image_rights)
    wrong = edit(client, piece, **ALT, upload=upload("note.txt", b"bonjour"))
    edit(client, piece, **ALT, upload=upload("cour.png"))
    practice.refresh_from_db()

    assert [bare.status_code, kept.status_code, wrong.status_code] == [422, 302, 422]
    assert f'value="{ALT["alt"]}"' in page
    assert "hall.png" in page
    assert said == ("La cour", "Le bailleur", before, "La cour", "Le bailleur")
    assert practice.cover == practice.pieces.get().file != before
    assert practice.cover.name == "cour.png"


def test_a_piece_changed_meanwhile_or_gone_is_told(signed_in, organism, alice):
    client, practice = signed_in(alice), make_practice(organism)
    piece = add_document(practice, alice)
    actions.change(practice, 1, by=alice, kind="document", title="La grille de mai")

    late = edit(client, piece, title="La grille de juin")
    text = late.content.decode()
    again = edit(client, practice.pieces.get(), title="La grille de juin")
    titles = list(practice.pieces.values_list("title", flat=True))
    actions.remove(practice, 1, by=alice)

    assert [late.status_code, again.status_code, titles] == [409, 302, ["La grille de juin"]]
    assert "a changé pendant que vous écriviez" in text
    assert 'value="La grille de juin"' in text
    assert stamp(piece, actions.FIELDS) not in text
    assert edit(client, piece, title="La grille").status_code == 404
    with pytest.raises(Refused):
        actions.change(practice, 1, by=alice, kind="document", title="La grille")


def test_a_document_becomes_reserved_with_a_file_of_its_own(signed_in, organism, alice):
    """The file that a published version may show keeps its confidentiality."""
    client, practice = signed_in(alice), make_practice(organism)
    first = add_document(practice, alice)

    edit(client, first, title="La grille", is_reserved="on")
    piece = practice.pieces.get()

    assert (piece.is_reserved, piece.file.confidentiality) == (True, "organism")
    assert (piece.file != first.file, piece.file.sha256) == (True, first.file.sha256)
    assert StoredFile.objects.get(pk=first.file.pk).confidentiality == "public"


def test_a_piece_takes_another_nature_of_the_same_object(signed_in, organism, alice):
    client, practice = signed_in(alice), make_practice(organism)
    link = actions.add(practice, by=alice, kind="link", title="Ici", url="https://a.example/")
    add_picture(practice, alice)
    film = {"title": "La visite", "url": "https://a.example/v"}

    edit(client, link, nature="?nature=video", **film, subtitles="silent")
    edit(client, practice.pieces.get(order=2), nature="?nature=document", title="Le plan")
    edit(client, practice.pieces.get(order=1), nature="?nature=image", **film, subtitles="silent")
    practice.refresh_from_db()

    assert [(row.kind, str(row), row.alt) for row in practice.pieces.all()] == [
        ("video", "La visite", ""),
        ("document", "Le plan", ""),
    ]
    assert practice.cover is None


def test_pieces_go_up_one_by_one_and_are_changed_while_the_sheet_is_written(
    signed_in, organism, alice, sonia
):
    client, practice = signed_in(alice), make_practice(organism)
    for title in ("Un", "Deux", "Trois"):
        actions.add(practice, by=alice, kind="link", title=title, url="https://a.example/")
    address = f"{practice.get_absolute_url()}pieces/"
    for order in (3, 1, 9):
        client.post(address, {"act": f"monter-{order}", "once": new_key()})

    assert [str(row) for row in practice.pieces.all()] == ["Un", "Trois", "Deux"]
    assert signed_in(sonia).get(f"{address}1/").status_code == 403
    fire(practice, "submit", alice)
    piece = practice.pieces.first()
    assert edit(signed_in(alice), piece, title="Non", url="https://a.example/").status_code == 409
    assert practice.pieces.first().title == "Un"
