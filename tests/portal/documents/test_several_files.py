"""Several files at once: each through the intake, the refused ones named, the others kept for the next sending."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from labelling.path.dossiers.models import Piece
from labelling.path.dossiers.parts import pieces
from portal import documents
from portal.documents import FilesField, StoredFile, actions
from portal.scenario.files import document
from portal.web.fields import RefusedFile
from portal.web.submissions.kept_files import KeptFile
from tests.labelling.dossiers.factories import ready_draft
from tests.markup import tidy

OTHER = "autre"  # a piece that may be there many times


def pdf(name):
    return document(name, f"Le contenu de {name}.")


def program(name="note.exe"):
    return SimpleUploadedFile(name, b"MZ\x90\x00")


def refusals(uploads, field=None):
    with pytest.raises(ValidationError) as refused:
        (field or FilesField()).clean(uploads)
    return refused.value.error_list


def test_one_and_many_files_give_a_list():
    field = FilesField()

    assert [one.name for one in field.clean([pdf("a")])] == ["a.pdf"]
    assert [one.name for one in field.clean([pdf("a"), pdf("b"), pdf("c")])] == [
        "a.pdf",
        "b.pdf",
        "c.pdf",
    ]
    assert FilesField(required=False).clean([]) == []
    assert refusals([])[0].code == "required"
    assert 'multiple accept=".' in str(field.widget.render("f", None, field.widget.attrs))


def test_the_bad_one_among_three_is_named_and_is_the_only_one_refused():
    uploads = [pdf("a"), program(), pdf("c")]

    (refused,) = refusals(uploads)

    assert (type(refused), refused.upload) == (RefusedFile, uploads[1])
    assert "«\u00a0note.exe\u00a0»" in refused.message


def test_a_sentence_without_a_name_is_given_that_of_its_file():
    heavy = SimpleUploadedFile("plan.pdf", bytes(30 * actions.MEGABYTE))

    (refused,) = refusals([heavy, pdf("b")])

    assert refused.message.startswith("«\u00a0plan.pdf\u00a0»\u00a0: Ce fichier pèse 30\u00a0Mo")


def test_what_comes_after_the_limit_of_number_is_refused_by_name():
    uploads = [pdf(f"n{rank}") for rank in range(FilesField.most + 2)]

    found = refusals(uploads)

    assert [(one.upload, one.code) for one in found] == [
        (one, "too_many") for one in uploads[FilesField.most :]
    ]


@pytest.fixture
def address(organism, alice):
    return f"{ready_draft(organism, alice).get_absolute_url()}pieces/ajouter/"


def send(client, address, *uploads, **more):
    return client.post(
        address, {"piece": OTHER, "title": "Réunion", "upload": list(uploads)} | more
    )


def titles():
    return sorted(Piece.objects.filter(code=OTHER).values_list("title", flat=True))


def kept_names():
    return [one.name for one in KeptFile.objects.order_by("pk")]


@pytest.mark.django_db
def test_several_pieces_are_added_in_one_sending_each_with_its_title(address, alice, signed_in):
    done = send(signed_in(alice), address, pdf("un"), pdf("deux"))

    assert done.status_code == 302
    assert titles() == ["Réunion\u00a0: deux", "Réunion\u00a0: un"]


@pytest.mark.django_db
def test_two_good_files_wait_for_the_third_to_be_corrected(address, alice, signed_in):
    client = signed_in(alice)
    first = send(client, address, pdf("un"), program(), pdf("deux"))

    assert (first.status_code, titles()) == (422, [])
    assert kept_names() == ["un.pdf", "deux.pdf"]
    text = tidy(first.content.decode())
    assert "«\u00a0note.exe\u00a0»" in text
    assert "un.pdf" not in str(first.context["form"].errors)
    tokens = [str(one.token) for one in KeptFile.objects.order_by("pk")]
    assert [f'name="also-upload" value="{one}" checked' in text for one in tokens] == [True, True]

    done = send(client, address, pdf("trois"), **{"also-upload": tokens})

    assert done.status_code == 302
    assert titles() == ["Réunion\u00a0: deux", "Réunion\u00a0: trois", "Réunion\u00a0: un"]
    assert not KeptFile.objects.exists()


@pytest.mark.django_db
def test_what_is_no_longer_checked_does_not_go(address, alice, signed_in):
    client = signed_in(alice)
    send(client, address, pdf("un"), program(), pdf("deux"))
    send(client, address, **{"also-upload": [KeptFile.objects.order_by("pk")[1].token]})

    assert [one.file.name for one in Piece.objects.filter(code=OTHER)] == ["deux.pdf"]


@pytest.mark.django_db
def test_the_one_for_which_there_is_no_room_is_named_and_none_is_stored(
    address, alice, signed_in, monkeypatch
):
    one, other = pdf("un"), pdf("deux")
    sizes = list(StoredFile.objects.values_list("size", flat=True))
    room = (sum(sizes) + one.size + other.size - 1) / actions.MEGABYTE
    monkeypatch.setattr(actions, "HOLDER_LIMIT", room)

    answer = send(signed_in(alice), address, one, other)

    assert (answer.status_code, StoredFile.objects.count(), titles()) == (422, len(sizes), [])
    (fault,) = answer.context["form"].errors["upload"]
    assert fault.startswith("«\u00a0deux.pdf\u00a0»\u00a0: Les pièces dépassent")
    assert kept_names() == ["un.pdf"]


@pytest.mark.django_db
def test_a_piece_asked_once_takes_one_file_and_keeps_all_until_one_is_chosen(
    organism, alice, signed_in
):
    dossier = ready_draft(organism, alice)
    asked = [one for _stage, rows in pieces.asked_by_stage(dossier) for one in rows]
    once = next(one for one in asked if not one.several and "pdf" in one.extensions)
    dossier.pieces.filter(code=once.code).update(is_current=False)
    address = f"{dossier.get_absolute_url()}pieces/ajouter/"
    client = signed_in(alice)

    answer = send(client, address, pdf("a"), pdf("b"), piece=once.code, title="")

    (problem,) = answer.context["form"].refusal
    assert (answer.status_code, problem.code) == (409, "one_file")
    assert kept_names() == ["a.pdf", "b.pdf"]

    chosen = KeptFile.objects.order_by("pk")[1].token
    client.post(address, {"piece": once.code, "title": "", "also-upload": chosen})

    (piece,) = dossier.pieces.filter(code=once.code, is_current=True)
    assert (piece.title, piece.file.name) == (once.label, "b.pdf")


@pytest.mark.django_db
def test_each_act_of_a_refused_sending_is_undone(organism, alice):
    dossier = ready_draft(organism, alice)
    tried = []

    def act(upload, title):
        tried.append(title)
        return documents.store(upload, holder=dossier, by=alice, kind=OTHER)

    before = StoredFile.objects.count()
    with pytest.raises(ValidationError) as refused:
        documents.store_each([pdf("un"), program(), pdf("deux")], "Plan", act)

    assert [one.upload.name for one in refused.value.error_list] == ["note.exe"]
    assert tried == ["Plan\u00a0: un", "Plan\u00a0: note", "Plan\u00a0: deux"]
    assert StoredFile.objects.count() == before
