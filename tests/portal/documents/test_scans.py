"""Antivirus scanning: a file stays closed until it is found clean (a small clamd answers here)."""

import time
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.core.management import CommandError, call_command

from portal.core import clock
from portal.documents import jobs, scans
from portal.documents.models import StoredFile
from portal.models import Message, Role
from portal.ops import worker
from tests.factories import make_user
from tests.portal.cache.standins import hanging_server
from tests.portal.documents.build import pdf
from tests.portal.documents.clamd import EICAR, clamd, judge
from tests.portal.documents.factories import keep

__all__ = ("clamd",)


def test_without_antivirus_the_file_says_so_and_opens(lea):
    stored = keep(lea)
    assert (stored.get_scan_state_display(), stored.is_downloadable) == ("non analysé", True)


def test_new_file_is_closed_until_the_antivirus_speaks(
    lea, clamd, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=False):
        stored = keep(lea)
    assert (stored.scan_state, stored.is_downloadable) == ("pending", False)
    scans.scan(stored)
    stored.refresh_from_db()
    assert (stored.scan_state, stored.is_downloadable) == ("clean", True)
    assert stored.scanned_at is not None


def test_scan_starts_with_the_commit(lea, clamd, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        stored = keep(lea)
    stored.refresh_from_db()
    assert stored.scan_state == "clean"


def test_infected_file_stays_closed_for_ever(lea, clamd, settings, caplog):
    stored = keep(lea, content=pdf(objects=[f"({EICAR.decode()})"]))
    assert scans.scan(stored) == "refused"
    settings.ANTIVIRUS_URL = ""
    assert not StoredFile.objects.get().is_downloadable


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR", b"", b"OK BUT NO"])
def test_unclear_answer_leaves_the_file_closed(lea, clamd, answer):
    stored = keep(lea)
    clamd.answer = lambda _: answer
    assert scans.scan(stored) == "pending"
    assert not stored.is_downloadable


def test_silent_antivirus_leaves_the_file_closed_and_the_act_done(lea, settings):
    settings.ANTIVIRUS_URL = "tcp://127.0.0.1:1"
    stored = keep(lea)
    assert scans.scan(stored) == "pending"


def test_file_older_than_the_antivirus_is_closed_then_scanned(lea, clamd, settings, capsys):
    address, settings.ANTIVIRUS_URL = settings.ANTIVIRUS_URL, ""
    stored = keep(lea)
    settings.ANTIVIRUS_URL = address
    assert not stored.is_downloadable
    call_command("scan_files")
    assert capsys.readouterr().out == "clean\u00a0: 1\n"
    assert StoredFile.objects.get().is_downloadable


def test_command_without_antivirus_says_why():
    with pytest.raises(CommandError, match="ANTIVIRUS_URL"):
        call_command("scan_files")


def test_the_worker_asks_again_about_what_waits(lea, clamd):
    stored = keep(lea)
    clamd.answer = lambda _: b""
    scans.scan(stored)
    clamd.answer = judge

    jobs.scan_again()  # its own task has five minutes
    assert StoredFile.objects.get().scan_state == "pending"
    with clock.at(clock.now() + timedelta(minutes=6)):
        jobs.scan_again()
    assert StoredFile.objects.get().scan_state == "clean"
    assert jobs.scan_again in worker.OFTEN


def test_an_antivirus_that_finds_nothing_is_a_breakdown(db, clamd):
    said = [jobs.service()[0]]
    clamd.answer = lambda _: b"OK"
    said.append(jobs.service()[0])

    assert said == ["ok", "panne"]


def test_the_page_of_services_counts_what_waits_for_the_antivirus(lea, clamd, client, settings):
    settings.PORTAL_PROFILE = "production"

    def line():
        answer = client.get("/sante/services/", headers={"Accept": "application/json"}).json()
        (found,) = [one for one in answer["services"] if one["name"] == "antivirus"]
        return found["state"], found["detail"].replace("\u00a0", " ")

    keep(lea)
    assert line() == ("ok", "répond")
    caches["answers"].clear()  # a minute later
    with clock.at(clock.now() + timedelta(hours=2)):
        assert line() == ("attention", "répond, 1 fichier attend depuis plus d’une heure")


def test_closed_file_is_refused_with_a_sentence(lea, clamd, client):
    stored = keep(lea)
    client.force_login(lea, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["second_factor_passed"] = True
    session.save()
    response = client.get(f"/espace/fichiers/{stored.token}/")
    assert response.status_code == 403
    assert "antivirus" in response.content.decode()


def test_who_stored_an_infected_file_and_the_referent_are_told_once(lea, clamd):
    nour = make_user("Nour", "Adam", roles=[Role.REFERENT])
    stored = keep(lea, content=pdf(objects=[f"({EICAR.decode()})"]))
    for _ in range(2):
        scans.scan(stored)

    told = Message.objects.filter(notice="file.infected")
    assert {message.person for message in told} == {lea, nour}


def test_a_clean_file_is_told_to_nobody(lea, clamd):
    scans.scan(keep(lea))

    assert not Message.objects.filter(notice="file.infected").exists()


def test_an_antivirus_that_hangs_is_waited_for_once_and_the_files_stay_closed(
    lea, settings, monkeypatch, django_capture_on_commit_callbacks
):
    """Mails and documents wait behind it, in the same worker."""
    monkeypatch.setattr(scans, "SHORT_PATIENCE", 0.3)
    with hanging_server() as address:
        settings.ANTIVIRUS_URL = address.replace("redis:", "tcp:")
        begun = time.monotonic()
        with django_capture_on_commit_callbacks(execute=True):
            stored = [keep(lea) for _ in range(10)]
        took = time.monotonic() - begun

    assert [StoredFile.objects.get(pk=one.pk).scan_state for one in stored] == ["pending"] * 10
    assert scans.is_left_alone()
    assert took < 10 * scans.SHORT_PATIENCE + 5


def test_an_antivirus_that_is_back_is_asked_again_about_all_that_waited(lea, clamd, settings):
    settings.ANTIVIRUS_URL, address = "tcp://127.0.0.1:1", settings.ANTIVIRUS_URL
    for _ in range(3):
        keep(lea)
    asked = scans.answers()
    settings.ANTIVIRUS_URL = address
    with clock.at(clock.now() + timedelta(minutes=6)):
        jobs.scan_again()

    assert asked is False
    assert set(StoredFile.objects.values_list("scan_state", flat=True)) == {"clean"}


def test_an_antivirus_that_stops_in_the_middle_is_left_alone_until_it_answers(lea, clamd):
    for _ in range(3):
        keep(lea)
    asked = []

    def cut(_content):
        asked.append(1)
        raise ConnectionResetError

    clamd.answer = cut
    with clock.at(clock.now() + timedelta(minutes=6)):
        jobs.scan_again()
    is_alone = scans.is_left_alone()
    assert scans.answers()

    assert (len(asked), is_alone, scans.is_left_alone()) == (1, True, False)
