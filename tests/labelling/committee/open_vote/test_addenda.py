"""Addenda to approved minutes (BR-59): fingerprinted, read-only, corrected by an addendum."""

import hashlib
from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from labelling.committee.minutes import actions, writing
from labelling.committee.models import AgendaItem, CommitteeSession, MinutesAddendum
from portal import access
from portal.core import clock
from portal.models import Message, StoredFile, User
from portal.notifications import outbox
from portal.web import worklist
from portal.workflow import Forbidden, Refused, Stale, audit_log
from tests import worlds
from tests.labelling.committee.factories import HELD, fire, fresh, vote
from tests.refusals import refused as refused_page

pytestmark = pytest.mark.django_db
LATER = datetime(2027, 1, 20, 10)
TEXT = "Au point 1, il faut lire : le siège S4 était représenté par son suppléant à partir de 15 h."


@pytest.fixture(scope="module")
def approved_of_module(vote_of_module, django_db_blocker):
    """Granted, closed, its minutes approved and printed: once, for the PDF takes half a second."""
    carla, nora = (User.objects.get(pk=vote_of_module[one]) for one in ("PRES", "nora"))
    with clock.at(HELD), worlds.undone_at_the_end(django_db_blocker):
        item, session = AgendaItem.objects.get(), CommitteeSession.objects.get()
        vote(item, "grant")
        fire(item, "close_vote", carla)
        fire(item, "validate", carla)
        fire(session, "close", carla)
        fire(session, "draft_minutes", nora)
        fire(session, "approve_minutes", carla)
        writing.make_pdf.call(session.reference, carla.pk)
        yield


@pytest.fixture
def approved(approved_of_module, before):
    return CommitteeSession.objects.get()


def content(stored):
    with stored.file.storage.open(stored.file.name) as opened:
        return opened.read()


def write(session, by, text=TEXT, **more):
    with clock.at(LATER):
        return actions.write(fresh(session), text, by=by, **more)


def approve(session, by, **more):
    with clock.at(LATER):
        return actions.approve(fresh(session), by=by, **more)


def test_no_addendum_before_the_minutes_are_approved(voting, nora):
    with pytest.raises(Refused) as refused:
        write(voting.session, nora)
    assert refused.value.codes == ["not_approved"]


def test_br59_the_original_text_fingerprint_and_file_do_not_move(approved, nora, carla):
    before = (approved.minutes_text, approved.minutes_digest, content(approved.minutes_file))

    write(approved, nora)
    row = approve(approved, carla)
    actions.make_pdf.call(approved.reference, row.number)
    actions.make_pdf.call(approved.reference, row.number)

    after = fresh(approved)
    assert (after.minutes_text, after.minutes_digest, content(after.minutes_file)) == before
    assert (writing.is_intact(after), after.minutes_file.is_intact()) == (True, True)
    printed = MinutesAddendum.objects.get().file
    assert (printed.is_intact(), printed == after.minutes_file) == (True, False)
    assert StoredFile.objects.filter(kind="minutes").count() == 2


def test_br59_nothing_writes_an_approved_text_again(approved, nora, signed_in):
    """Neither the page, nor the engine, nor a saved object."""
    address = f"{approved.get_absolute_url()}releve/corriger/"
    assert signed_in(nora).post(address, {"minutes_text": "Autre."}).status_code == 403

    changed = fresh(approved)
    changed.minutes_text += "Ajout."
    with pytest.raises(Refused) as refused:
        changed.save()
    assert refused.value.codes == ["minutes_approved"]
    assert writing.is_intact(fresh(approved))


def test_br59_an_addendum_is_dated_written_by_the_secretariat_approved_by_the_president(
    approved, nora, carla
):
    write(approved, nora)
    row = approve(approved, carla)

    assert (row.number, row.text, row.written_by, row.approved_by) == (1, TEXT, nora, carla)
    assert (row.written_on, row.approved_on) == (LATER.date(), LATER.date())
    wanted = hashlib.sha256(f"{approved.minutes_digest}\n1\n{TEXT}".encode()).hexdigest()
    assert row.digest == wanted
    acts = [entry.act for entry in audit_log.entries_of(approved)][:2]
    assert (acts, audit_log.broken()) == (["approve_addendum", "addendum"], [])


def test_each_to_their_part(approved, nora, carla, sonia, people):
    for person in (carla, sonia, people["S3"]):
        with pytest.raises(Forbidden):
            write(approved, person)
    write(approved, nora)
    for person in (nora, sonia, people["S3"]):
        with pytest.raises(Forbidden):
            approve(approved, person)


def test_an_addendum_is_written_again_until_approved_then_another_follows(approved, nora, carla):
    first = write(approved, nora)
    assert write(approved, nora, TEXT + " Et le quorum était de 4.").pk == first.pk
    approve(approved, carla)
    with pytest.raises(Refused) as refused:
        approve(approved, carla)
    assert refused.value.codes == ["no_addendum"]

    assert write(approved, nora).number == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        MinutesAddendum.objects.create(session=approved, number=3, text="x", written_by=nora)


def test_the_president_approves_the_text_that_was_read(approved, nora, carla):
    """The secretariat wrote again in between: nothing is approved."""
    write(approved, nora)
    read = fresh(approved).version
    write(approved, nora, TEXT + " Et davantage.")

    with pytest.raises(Stale):
        approve(approved, carla, expected_version=read)
    assert MinutesAddendum.objects.get().approved_on is None


def test_br59_the_pages_write_approve_and_show(approved, nora, carla, people, signed_in):
    url = f"{approved.get_absolute_url()}releve/"
    short = signed_in(nora).post(f"{url}additif/", {"text": "Court.", "version": approved.version})
    done = signed_in(nora).post(f"{url}additif/", {"text": TEXT, "version": approved.version})
    assert (short.status_code, done.status_code) == (422, 302)
    assert TEXT in signed_in(nora).get(url).content.decode()
    assert TEXT not in signed_in(people["S3"]).get(url).content.decode()

    stale = signed_in(carla).post(f"{url}additif/approuver/", {"version": approved.version})
    version = CommitteeSession.objects.get(pk=approved.pk).version
    right = signed_in(carla).post(f"{url}additif/approuver/", {"version": version})

    refused_page(stale, "Ce relevé a changé pendant que vous lisiez")
    assert right.status_code == 302
    assert TEXT in signed_in(people["S3"]).get(url).content.decode()
    assert signed_in(people["S3"]).get(f"{url}additif/").status_code == 403


def test_the_president_is_told_by_mail_and_in_the_lists(approved, nora, carla):
    write(approved, nora)
    tasks = worklist.lists(fresh(carla))["do"]
    assert [t.title.partition("\u00a0: ")[2] for t in tasks] == ["additif au relevé à approuver"]
    [task] = (
        tasks  # the date of the session is that of its notification, which is the secretariat's
    )
    assert (task.url, task.due_on) == (f"{approved.get_absolute_url()}releve/", None)
    assert task.undated == "le règlement ne donne pas de délai à un additif"
    told = Message.objects.filter(notice="session.addendum_to_approve", person=carla)
    with clock.at(LATER):
        outbox.deliver_due()
    assert told.get().state == "sent"

    approve(approved, carla)
    assert worklist.lists(fresh(carla))["do"] == []


def test_the_printed_addendum_is_read_by_those_who_see_the_session(
    approved, nora, carla, people, bob
):
    write(approved, nora)
    row = approve(approved, carla)
    actions.make_pdf.call(approved.reference, row.number)

    stored = MinutesAddendum.objects.get().file
    seen = [access.sees(user, stored) for user in (people["S3"], nora, bob)]
    assert seen == [True, True, False]


def test_the_page_of_the_minutes_says_each_line_of_their_opening_whole(approved, signed_in, carla):
    """Its title has another name in the page: a line must not be cut letter by letter."""
    page = signed_in(carla).get(f"{approved.get_absolute_url()}releve/").content.decode()

    opening = approved.minutes_text.split("\n\n")[0].split("\n")[1:]
    assert [line for line in opening if f"<p>{line}</p>" not in page] == []
