"""Mandates and replacements that two people change at once: one effect, the other told (PostgreSQL)."""

import threading

import pytest
from django.db import transaction

from labelling.committee.models import Attendance, CommitteeSeat, SeatHolder
from labelling.committee.seats import mandates, replacements
from labelling.committee.votes import actions
from portal.models import Message
from portal.web.submissions.edit_conflicts import Changed, stamp
from portal.workflow import Refused, audit_log
from tests import factories
from tests.labelling.committee.seats.test_replacements import convened, replaced, seat
from tests.races import TIMEOUT, met_after, met_before, together, without_row_locks

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 6


def told(raised):
    return [one.codes for one in raised if isinstance(one, Refused)]


def shown(session):
    """What the page of the replacements shows of this session."""
    return stamp(replacements.current(seat(), [session]), ("sessions",))


def replaced_at_once(session, seen, *designating):
    """By the same page: what it showed has changed for who comes second. What was raised."""
    Attendance.objects.update(is_replaced=False)
    return together(
        [
            lambda by=by: replacements.replace(seat(), [session], by=by, seen=seen)
            for by in designating
        ]
    )


def test_two_who_designate_at_once_leave_one_choice_and_the_other_is_told(
    session, item, people, nora
):
    session = convened(session, nora)
    seen = shown(session)
    found = [replaced_at_once(session, seen, people["S3"], nora) for _ in range(ROUNDS)]

    assert [[type(one) for one in raised] for raised in found] == [[Changed]] * ROUNDS
    assert replaced(session)


def test_control_without_the_lock_nobody_is_told_of_the_other_designation(
    session, item, people, nora, monkeypatch
):
    """Both have read who is replaced before either writes."""
    session = convened(session, nora)
    seen = shown(session)
    without_row_locks(monkeypatch)
    met_after(monkeypatch, replacements, "current")

    assert told(replaced_at_once(session, seen, people["S3"], nora)) == []


def taken_at_once(by, others):
    """A vacant seat that two people are given at once: how many hold it, what was told."""
    vacant = CommitteeSeat.objects.get(code="S5")
    SeatHolder.objects.filter(seat=vacant).delete()
    raised = together(
        [
            lambda by=by, user=user: mandates.hold(by, seat=vacant, user=user, rank="full")
            for by, user in zip(by, others, strict=True)
        ]
    )
    return SeatHolder.objects.filter(seat=vacant, until_on=None).count(), told(raised)


@pytest.fixture
def two(people):
    return [factories.make_user(f"Nouveau{n}", "Membre") for n in range(2)]


def test_one_seat_given_at_once_to_two_people_has_one_and_the_other_is_told(
    people, two, nora, sonia
):
    found = [taken_at_once((nora, sonia), two) for _ in range(ROUNDS)]

    assert found == [(1, [["too_early"]])] * ROUNDS


def test_control_without_the_lock_nobody_is_told_that_the_seat_is_taken(
    people, two, nora, sonia, monkeypatch
):
    """Both have found it vacant before either writes."""
    without_row_locks(monkeypatch)
    met_before(monkeypatch, mandates, "refuse_asleep")

    assert taken_at_once((nora, sonia), two)[1] == []


def ended_at_once(people, *ending):
    """One mandate ended at once: what was told, and how often the journal says it."""
    holder = SeatHolder.objects.get(user=people["S4"])
    raised = together([lambda by=by: mandates.leave(by, holder) for by in ending])
    acts = [line.act for line in audit_log.entries_of(holder.seat)]
    return told(raised), acts.count("leave_seat")


def test_one_mandate_ended_at_once_ends_once_and_the_other_is_told(people, nora, sonia):
    assert ended_at_once(people, nora, sonia) == ([["over"]], 1)


def test_control_without_the_lock_nobody_is_told_that_the_mandate_is_over(
    people, nora, sonia, monkeypatch
):
    """Both have read that it runs before either writes."""
    without_row_locks(monkeypatch)
    met_before(monkeypatch, mandates, "end")

    assert ended_at_once(people, nora, sonia)[0] == []


def voted_while_it_ends(voting, people, nora):
    """A ballot cast as the mandate of its voter ends at once: (ballots that nobody was told of, what was refused)."""
    raised = together(
        [
            lambda: actions.cast(voting.item, people["S4"], "grant"),
            lambda: mandates.leave(nora, mandates.current("S4", "full")),
        ]
    )
    cast = voting.item.ballots.count()
    return cast - Message.objects.filter(notice="session.departed").count(), len(raised)


def test_a_ballot_cast_while_its_mandate_ends_is_refused_or_told(voting, people, nora):
    untold, refused = voted_while_it_ends(voting, people, nora)

    assert (untold, refused in (0, 1)) == (0, True)


def test_control_without_the_lock_a_ballot_comes_after_the_mandate_and_nobody_is_told(
    voting, people, nora, monkeypatch
):
    """The seat of the voter was read, the mandate ends, then the ballot is written."""
    without_row_locks(monkeypatch)
    ended, place, tell = threading.Event(), actions._place, mandates.tell_presidency
    read = threading.Event()

    def placed(*args):
        read.set()
        ended.wait(TIMEOUT)
        return place(*args)

    def told(*args):
        read.wait(TIMEOUT)
        tell(*args)
        transaction.on_commit(ended.set)

    monkeypatch.setattr(actions, "_place", placed)
    monkeypatch.setattr(mandates, "tell_presidency", told)

    assert voted_while_it_ends(voting, people, nora) == (1, 0)
