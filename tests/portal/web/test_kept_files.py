"""Files kept after an error: not chosen again, by their sender alone, for a day."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from labelling.committee.complaints.models import MisuseReport
from labelling.path.dossiers.models import Piece
from portal.core import clock
from portal.documents import files
from portal.documents.storage import private_storage
from portal.retention import jobs
from portal.retention.registry import KEEPINGS
from portal.scenario.files import document
from portal.web.submissions import public_forms
from portal.web.submissions.kept_files import KeptFile
from tests.labelling.complaints.factories import misuse_form
from tests.labelling.dossiers.factories import ready_draft
from tests.markup import tidy

pytestmark = pytest.mark.django_db
REPORT = "/signaler/"
OTHER = "autre"  # a piece that asks for a title


@pytest.fixture
def address(organism, alice):
    return f"{ready_draft(organism, alice).get_absolute_url()}pieces/ajouter/"


def upload(name="compte-rendu.pdf"):
    return document(name.removesuffix(".pdf"), "Compte rendu de la réunion.")


def kept_names(response):
    return [
        one.name
        for field in response.context["form"].fields.values()
        for one in getattr(field, "kept", ())
    ]


def test_a_file_is_kept_when_another_field_is_to_correct_and_goes_with_the_next_sending(
    address, alice, signed_in
):
    client = signed_in(alice)
    first = client.post(address, {"piece": OTHER, "title": "", "upload": upload()})
    kept = KeptFile.objects.get()

    assert (first.status_code, kept_names(first)) == (422, ["compte-rendu.pdf"])
    assert f'name="also-upload" value="{kept.token}" checked' in tidy(first.content.decode())
    assert "Choisissez" not in str(first.context["form"].errors)

    done = client.post(
        address, {"piece": OTHER, "title": "Notre réunion", "kept-upload": kept.token}
    )

    assert done.status_code == 302
    piece = Piece.objects.get(title="Notre réunion")
    assert piece.file.name == "compte-rendu.pdf"
    assert piece.file.size == kept.size
    assert not KeptFile.objects.exists()


def test_it_is_kept_through_as_many_errors_as_one_makes(address, alice, signed_in):
    client = signed_in(alice)
    client.post(address, {"piece": OTHER, "title": "", "upload": upload()})
    token = KeptFile.objects.get().token
    for _try in range(3):
        again = client.post(address, {"piece": OTHER, "title": "", "kept-upload": token})

    assert kept_names(again) == ["compte-rendu.pdf"]
    assert KeptFile.objects.count() == 1


def test_another_file_takes_its_place(address, alice, signed_in):
    client = signed_in(alice)
    client.post(address, {"piece": OTHER, "title": "", "upload": upload()})
    token = KeptFile.objects.get().token
    client.post(
        address,
        {"piece": OTHER, "title": "Le bon", "kept-upload": token, "upload": upload("le-bon.pdf")},
    )

    assert Piece.objects.get(title="Le bon").file.name == "le-bon.pdf"


@pytest.mark.parametrize("token", ["", "x", "0" * 32, "1 OR 1=1"])
def test_a_token_that_is_none_is_no_file(address, alice, token, signed_in):
    answer = signed_in(alice).post(
        address, {"piece": OTHER, "title": "Sans fichier", "kept-upload": token}
    )

    assert answer.status_code == 422
    assert not Piece.objects.filter(title="Sans fichier").exists()


def test_the_file_of_another_person_is_no_file(address, alice, chloe, signed_in):
    signed_in(alice).post(address, {"piece": OTHER, "title": "", "upload": upload()})
    token = KeptFile.objects.get().token

    answer = signed_in(chloe).post(
        address, {"piece": OTHER, "title": "Le sien", "kept-upload": token}
    )

    assert answer.status_code == 422
    assert KeptFile.objects.get().person == alice


def test_a_file_that_is_refused_is_not_kept(address, alice, signed_in):
    program = SimpleUploadedFile("note.exe", b"MZ\x90\x00")
    answer = signed_in(alice).post(address, {"piece": OTHER, "title": "", "upload": program})

    assert answer.status_code == 422
    assert not KeptFile.objects.exists()


def test_a_day_later_it_is_found_no_more_and_then_erased(address, alice, signed_in):
    client = signed_in(alice)
    client.post(address, {"piece": OTHER, "title": "", "upload": upload()})
    kept = KeptFile.objects.get()
    with clock.at(clock.now() + timedelta(days=1, minutes=1)):
        late = client.post(
            address, {"piece": OTHER, "title": "Trop tard", "kept-upload": kept.token}
        )
        assert late.status_code == 422
    with clock.at(clock.now() + timedelta(days=2)):
        jobs.run(KEEPINGS["kept_file"])

    assert not KeptFile.objects.exists()


def test_the_janitor_leaves_what_waits_for_its_form(address, alice, signed_in, monkeypatch):
    monkeypatch.setattr(files, "PATIENCE", -60)
    signed_in(alice).post(address, {"piece": OTHER, "title": "", "upload": upload()})

    files.clean()

    assert private_storage().exists(KeptFile.objects.get().file.name)


def test_a_stranger_has_three_at_most_found_from_the_same_network_alone(client):
    kept = [client.post(REPORT, misuse_form(place="", upload=upload(f"{n}.pdf"))) for n in range(4)]

    assert [len(kept_names(one)) for one in kept] == [1, 1, 1, 0]
    token = KeptFile.objects.first().token
    assert f'type="hidden" name="kept-upload" value="{token}"' in tidy(kept[0].content.decode())
    assert public_forms.FILE_LOST in kept[3].content.decode()
    assert KeptFile.objects.filter(person=None).exclude(network="").count() == 3

    last = KeptFile.objects.last().token
    client.post(REPORT, misuse_form(**{"kept-upload": last}), REMOTE_ADDR="198.51.100.7")
    client.post(REPORT, misuse_form(**{"kept-upload": last}))
    assert [one.file and one.file.name for one in MisuseReport.objects.order_by("pk")] == [
        None,
        "2.pdf",
    ]


def ahead(client, address, **sent):
    return client.post(address, sent, headers={"X-Ahead": "1"})


def test_a_file_sent_before_its_form_is_kept_and_nothing_is_done(address, alice, signed_in):
    client = signed_in(alice)
    answer = ahead(client, address, piece=OTHER, title="Réunion", upload=upload())
    kept = KeptFile.objects.get()

    assert answer.json() == {"kept": [str(kept.token)], "refused": []}
    assert not Piece.objects.filter(title="Réunion").exists()

    done = client.post(address, {"piece": OTHER, "title": "Réunion", "also-upload": kept.token})

    assert done.status_code == 302
    assert Piece.objects.get(title="Réunion").file.name == "compte-rendu.pdf"
    assert not KeptFile.objects.exists()


def test_one_that_is_refused_before_its_form_is_told_at_once(address, alice, signed_in):
    program = SimpleUploadedFile("note.exe", b"MZ\x90\x00")
    answer = ahead(signed_in(alice), address, piece=OTHER, upload=program)

    (sentence,) = answer.json()["refused"]
    assert "note.exe" in sentence
    assert not KeptFile.objects.exists()


def test_its_key_of_one_sending_is_still_good_for_the_form(address, alice, signed_in):
    client, once = signed_in(alice), uuid4().hex
    token = ahead(client, address, once=once, upload=upload()).json()["kept"][0]
    fields = {"once": once, "piece": OTHER, "title": "Réunion", "also-upload": token}
    sent = [client.post(address, fields) for _twice in range(2)]

    assert [one.status_code for one in sent] == [302, 302]
    assert Piece.objects.filter(title="Réunion").count() == 1


def test_whoever_may_not_fill_the_form_leaves_no_file_for_it(address, bob, signed_in):
    answer = ahead(signed_in(bob), address, piece=OTHER, upload=upload())

    assert answer.status_code == 404
    assert not KeptFile.objects.exists()


def test_a_stranger_sends_ahead_no_more_than_is_kept(client):
    answers = [ahead(client, REPORT, upload=upload(f"{n}.pdf")).json() for n in range(4)]

    assert [len(one["kept"]) for one in answers] == [1, 1, 1, 0]
    assert [one["refused"] for one in answers] == [[]] * 4


def test_each_form_with_a_file_reads_it_where_one_sent_ahead_is_only_kept():
    """A view that read its files by itself would take what a script sends before the form as the form."""
    readers = {
        str(path.relative_to(settings.BASE_DIR))
        for folder in ("portal", "labelling", "observatory", "community", "home")
        for path in (settings.BASE_DIR / folder).rglob("*.py")
        if ".FILES" in path.read_text(encoding="utf-8")
    }

    assert readers == {
        "portal/documents/middleware.py",
        "portal/web/submissions/kept_files.py",
        "portal/web/submissions/public_forms.py",
    }
