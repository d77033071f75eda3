"""Files of messages: several, refused, lost, replayed, and who opens them."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from community.models import MessageFile, Thread, ThreadMessage
from portal.inspection import verdicts as inspection
from portal.models import StoredFile
from portal.scenario.files import document
from portal.web.submissions.once import new_key
from tests.community.factories import (
    fresh,
    make_alice,
    make_club_animator,
    make_thread,
    make_writer,
)
from tests.markup import tidy
from tests.portal.documents import build

pytestmark = pytest.mark.django_db
CAST = {
    "zoe": make_writer,
    "alice": make_alice,
}
LIST = "/espace/club/questions/"
ALT = "Un hall propre, le lundi matin."


@pytest.fixture
def alice(of_cast):
    return of_cast("alice")


@pytest.fixture
def organism(alice):
    return alice.memberships.get().organism


def kept_in(answer):
    """{name: token} of the files that the page keeps for its next sending."""
    return dict(re.findall(r'name="(kept-\w+)" value="([^"]+)"', tidy(answer.text)))


def picture(name="hall.png"):
    return SimpleUploadedFile(name, build.picture())


def status(client, path):
    """The answer's, its file closed."""
    answer = client.get(path)
    for close in answer._resource_closers:
        close()
    return answer.status_code


def asked(client, **facts):
    data = {"title": "Quelle fréquence ?", "source": "Le texte écrit.", "once": new_key()}
    return client.post(f"{LIST}poser/", data | facts)


def answered(client, thread, **facts):
    data = {"source": "Le texte écrit.", "once": new_key()} | facts
    return client.post(f"{thread.get_absolute_url()}repondre/", data)


def test_a_question_and_an_answer_each_take_two_files(signed_in, alice):
    client = signed_in(alice)
    files = {"file_1": document("a", "b"), "file_2": picture(), "alt_2": ALT}
    done = asked(client, **files)
    thread = Thread.objects.get()
    page = client.get(done["Location"]).text
    files = {"file_1": document("c", "d"), "file_2": picture(), "alt_2": ALT}
    assert answered(client, thread, **files).status_code == 302

    found = list(MessageFile.objects.values_list("message__number", "order", "is_picture", "alt"))
    assert found == [(n, o, o == 2, ALT if o == 2 else "") for n in (1, 2) for o in (1, 2)]
    assert (f'alt="{ALT}"' in page, 'enctype="multipart/form-data"' in page) == (True, True)
    pieces = MessageFile.objects.all()
    assert [status(client, one.file.get_absolute_url()) for one in pieces] == [200] * 4


@pytest.mark.parametrize(
    ("upload", "told"),
    [
        (lambda: SimpleUploadedFile("note.pdf", b"MZ" + b"\x90" * 500), "malgré son nom"),
        (lambda: SimpleUploadedFile("jeu.exe", b"MZ" + b"\x90" * 500), "n’est pas un document"),
        (lambda: picture("hall.jpg"), "est en fait"),
        (lambda: SimpleUploadedFile("vide.pdf", b""), "est vide"),
        (lambda: SimpleUploadedFile("page.svg", b"<svg onload='x()'/>"), "peut contenir du code"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_and_the_text_kept(
    signed_in, alice, zoe, upload, told
):
    client, thread = signed_in(alice), make_thread(zoe)
    for refused in (
        asked(client, file_1=upload()),
        answered(client, thread, file_1=upload()),
    ):
        assert (refused.status_code, told in refused.text) == (422, True)
        assert "Le texte écrit." in refused.text
    assert (ThreadMessage.objects.count(), StoredFile.objects.count()) == (1, 0)


def test_a_file_too_heavy_is_refused_with_its_weight(signed_in, alice, zoe, monkeypatch):
    monkeypatch.setattr(inspection, "MEGABYTE", 100)  # 25 « Mo » are 2 500 bytes
    heavy = SimpleUploadedFile("gros.pdf", b"%PDF-1.7" + b"0" * 5000)
    refused = answered(signed_in(alice), make_thread(zoe), file_1=heavy)

    told = refused.text.replace("\u00a0", " ")
    assert (refused.status_code, "la limite est de 25 Mo" in told) == (422, True)
    assert "Le texte écrit." in refused.text
    assert StoredFile.objects.count() == 0


def test_a_picture_asks_what_it_shows_and_is_kept_meanwhile(signed_in, alice, zoe):
    thread = make_thread(zoe)
    refused = answered(signed_in(alice), thread, file_1=picture(), file_2=document("a", "b"))

    assert (refused.status_code, len(kept_in(refused))) == (422, 2)
    assert "Dites en une phrase ce que montre l’image." in refused.text
    done = answered(signed_in(alice), thread, alt_1=ALT, **kept_in(refused))
    assert (done.status_code, MessageFile.objects.count()) == (302, 2)


def test_what_another_field_refuses_keeps_the_file(signed_in, alice):
    client = signed_in(alice)
    refused = asked(client, title="", file_1=document("a", "b"), alt_2="Des mots gardés")
    assert (refused.status_code, list(kept_in(refused))) == (422, ["kept-file_1"])
    assert ("Le texte écrit." in refused.text, "Des mots gardés" in refused.text) == (True, True)
    assert '<details class="fold" open><summary>' in tidy(refused.text)
    without = asked(client, title="")
    assert (without.status_code, kept_in(without)) == (422, {})
    assert StoredFile.objects.count() == 0


def test_a_question_near_another_keeps_it_too(signed_in, alice, zoe):
    make_thread(zoe, "Quelle fréquence de nettoyage des halls ?")
    near = asked(
        signed_in(alice), title="Quelle fréquence de nettoyage des halls", file_1=document("a", "b")
    )
    assert ("Poser quand même" in near.text, len(kept_in(near))) == (True, 1)
    assert Thread.objects.count() == 1
    done = asked(
        signed_in(alice),
        title="Quelle fréquence de nettoyage des halls",
        quand_meme="1",
        **kept_in(near),
    )
    assert (done.status_code, MessageFile.objects.count()) == (302, 1)


def test_a_double_click_keeps_each_file_once(signed_in, alice):
    client, key = signed_in(alice), new_key()
    led = [asked(client, once=key, file_1=document("a", "b"))["Location"] for _ in range(2)]
    thread, key = Thread.objects.get(), new_key()
    again = [
        answered(client, thread, once=key, file_1=document("a", "b"))["Location"] for _ in range(2)
    ]
    assert (len(set(led)), len(set(again))) == (1, 1)
    assert (ThreadMessage.objects.count(), StoredFile.objects.count()) == (2, 2)


def test_an_answer_to_a_question_closed_meanwhile_is_kept_on_the_page(signed_in, alice, zoe, sonia):
    thread = make_thread(zoe)
    thread.workflow.fire(thread, "close", by=sonia)
    refused = answered(signed_in(alice), thread, file_1=document("a", "b"))

    assert (refused.status_code, "est close" in refused.text) == (409, True)
    assert ("Le texte écrit." in refused.text, len(kept_in(refused))) == (True, 1)
    assert (ThreadMessage.objects.count(), StoredFile.objects.count()) == (1, 0)


def test_a_stranger_finds_no_file_and_a_hidden_message_keeps_its_own(
    signed_in, alice, zoe, bob, sonia
):
    anna = make_club_animator()
    asked(signed_in(alice), file_1=document("a", "b"))
    message = ThreadMessage.objects.get()
    address = MessageFile.objects.get().file.get_absolute_url()

    def codes():
        return [status(signed_in(who), address) for who in (alice, zoe, anna, sonia, bob)]

    assert (codes(), status(Client(), address)) == ([200, 200, 200, 200, 404], 302)
    message.workflow.fire(message, "hide", by=anna, motive="privacy", details="", reason="x")
    assert codes() == [200, 404, 200, 200, 404]
    assert address not in signed_in(zoe).get(message.thread.get_absolute_url()).text
    message.workflow.fire(fresh(message), "restore", by=anna, reason="x")
    assert codes() == [200, 200, 200, 200, 404]
