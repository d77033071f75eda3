"""Tests of prepared tables: beyond a thousand rows the worker writes the file, for its asker alone."""

import os
import time
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from labelling.parties.organisms.models import Membership
from portal.core import clock
from portal.documents import files
from portal.exports import jobs, views
from portal.exports.models import PreparedTable
from portal.models import Message
from portal.retention import accounts
from portal.retention.jobs import run
from portal.retention.registry import KEEPINGS
from tests.factories import make_dossier, make_member, make_organism
from tests.portal.exports.reading import sheets

pytestmark = pytest.mark.django_db
LIST = "/espace/dossiers/"
ASK = f"/espace/tableaux/xlsx{LIST}"


@pytest.fixture(autouse=True)
def _few(monkeypatch):
    """A list of three rows is a long one."""
    monkeypatch.setattr(views, "AT_ONCE", 2)


@pytest.fixture
def rows(sonia):
    return [make_dossier(make_organism(name=f"Office {n}")) for n in range(3)]


@pytest.fixture
def asked(signed_in, sonia, rows):
    signed_in(sonia).post(f"{ASK}?q=Office&tri=nom")
    return PreparedTable.objects.get()


def written(row):
    jobs.write_the_next()
    row.refresh_from_db()
    return row


def test_a_long_list_says_first_what_its_file_costs(signed_in, sonia, rows):
    page = signed_in(sonia).get(ASK)

    assert (page.status_code, "3\u00a0lignes" in page.content.decode()) == (200, True)
    assert PreparedTable.objects.count() == 0


def test_what_was_asked_waits_on_its_page_then_is_ready_and_its_asker_told(signed_in, sonia, asked):
    client = signed_in(sonia)
    page = client.get(asked.get_absolute_url()).content.decode()
    assert ("attend son tour" in page, "every 2s" in page) == (True, True)

    written(asked)

    page = client.get(asked.get_absolute_url()).content.decode()
    assert ("Le tableau est prêt" in page, "every 2s" in page) == (True, False)
    body = b"".join(client.get(f"{asked.get_absolute_url()}fichier/").streaming_content)
    assert [row[0] for row in sheets(body)["Dossiers"]] == [
        "Organisme",
        "Office 0",
        "Office 1",
        "Office 2",
    ]
    assert (asked.done, asked.total) == (3, 3)
    told = Message.objects.get(notice="prepared_table.ready")
    assert (told.person, told.thing_id) == (sonia, asked.pk)


def test_the_same_list_asked_again_is_the_same_table(signed_in, sonia, asked):
    signed_in(sonia).post(f"{ASK}?q=Office&tri=nom")

    assert PreparedTable.objects.count() == 1


def test_the_database_holds_one_of_a_list_under_way(asked):
    again = PreparedTable(
        asker=asked.asker, address=asked.address, extension=asked.extension, title="x", standing="x"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_the_database_has_no_table_ready_without_its_file(asked):
    with pytest.raises(IntegrityError), transaction.atomic():
        PreparedTable.objects.update(status="ready")


def test_three_at_once_are_enough_for_a_person(signed_in, sonia, rows):
    client = signed_in(sonia)
    for text in "abc":
        client.post(f"{ASK}?tri={text}")

    answer = client.post(f"{ASK}?tri=d")

    assert (answer.status_code, PreparedTable.objects.count()) == (409, 3)
    assert "déjà 3 tableaux en préparation" in answer.content.decode()


def test_a_search_too_long_for_its_address_is_refused_in_a_sentence(signed_in, sonia, rows):
    answer = signed_in(sonia).post(f"{ASK}?tri={'é' * 400}")

    assert (answer.status_code, "trop longs" in answer.content.decode()) == (409, True)


def test_a_foreign_table_and_a_missing_one_are_the_same_404(signed_in, sonia, alice, asked):
    written(asked)
    client = signed_in(alice)

    for address in (asked.get_absolute_url(), f"{asked.get_absolute_url()}fichier/"):
        assert client.get(address).status_code == 404


def test_what_is_not_ready_has_no_file(signed_in, sonia, asked):
    assert signed_in(sonia).get(f"{asked.get_absolute_url()}fichier/").status_code == 404


def asked_by_a_member(signed_in):
    """Of three organisms; (the member, the first one, their table)."""
    first, *others = [make_organism() for _ in range(3)]
    person = make_member(first)
    for organism in others:
        make_member(organism, user=person)
    for organism in (first, *others):
        make_dossier(organism)
    signed_in(person).post(ASK)
    return person, first, PreparedTable.objects.get(asker=person)


def leave(person, organism):
    Membership.objects.filter(user=person, organism=organism).update(is_active=False)


def test_the_file_made_before_somebody_left_an_organism_is_not_given(signed_in):
    person, organism, row = asked_by_a_member(signed_in)
    written(row)
    leave(person, organism)

    answer = signed_in(person).get(f"{row.get_absolute_url()}fichier/")

    assert (answer.status_code, "Vos droits ont changé" in answer.content.decode()) == (403, True)


def test_whoever_loses_a_right_before_their_turn_gets_no_file(signed_in):
    person, organism, row = asked_by_a_member(signed_in)
    leave(person, organism)

    written(row)

    assert (row.status, bool(row.file)) == ("failed", False)
    assert "n’a pas pu se faire" in signed_in(person).get(row.get_absolute_url()).content.decode()


def test_what_a_stopped_worker_left_is_written_again(asked):
    PreparedTable.objects.update(status="writing", attempts=1)
    assert written(asked).status == "writing"

    PreparedTable.objects.update(moved_at=clock.now() - timedelta(minutes=11))

    assert (written(asked).status, asked.attempts) == ("ready", 2)


def test_what_fails_three_times_is_given_up_and_said(asked):
    PreparedTable.objects.update(
        status="writing", attempts=3, moved_at=clock.now() - timedelta(minutes=11)
    )

    assert written(asked).status == "failed"


def test_a_try_that_another_has_outrun_writes_nothing(asked):
    row = jobs._take()
    PreparedTable.objects.update(attempts=2)

    with pytest.raises(jobs.Outrun):
        jobs._keep(row, ContentFile(b"x"), 1)

    asked.refresh_from_db()
    assert (asked.status, bool(asked.file)) == ("writing", False)


def test_it_is_kept_a_day_then_leaves_with_its_file(asked, django_capture_on_commit_callbacks):
    file = written(asked).file
    keeping = KEEPINGS["prepared_table"]
    run(keeping)
    assert file.storage.exists(file.name)

    later = clock.now() + timedelta(days=2)
    with clock.at(later), django_capture_on_commit_callbacks(execute=True):
        run(keeping)

    assert (PreparedTable.objects.count(), file.storage.exists(file.name)) == (0, False)


def test_the_janitor_knows_its_file(asked):
    """Beside one that nobody knows, as old: those of other tests may be there too."""
    file = written(asked).file
    stray, past = file.storage.save("perdu", ContentFile(b"x")), time.time() - 3600
    for name in (file.name, stray):
        os.utime(file.storage.path(name), (past, past))
    found = files.orphans()

    assert [name in found for name in (file.name, stray)] == [False, True]


def test_an_erased_account_leaves_no_table_and_no_file(asked, django_capture_on_commit_callbacks):
    file = written(asked).file
    with django_capture_on_commit_callbacks(execute=True):
        accounts.erase(asked.asker)

    assert (PreparedTable.objects.count(), file.storage.exists(file.name)) == (0, False)
