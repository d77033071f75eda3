"""Seats that two people change at once: one effect, the other told (PostgreSQL)."""

import pytest
from django.db import connection

from labelling.committee.attendance import seating
from labelling.committee.models import CommitteeSeat, CommitteeSession
from labelling.committee.seats import actions
from portal.workflow import Refused
from tests.evidence import empty
from tests.labelling.committee.factories import make_session
from tests.races import together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS, THREADS = 5, 6
FUNCTIONS = ("is_chair", "is_vice_chair")


@pytest.fixture
def vacant(people):
    """No seat presides nor vice-presides yet."""
    CommitteeSeat.objects.filter(code__in=("PRES", "VICE")).update(
        is_chair=False, is_vice_chair=False
    )


@pytest.fixture
def unconstrained(vacant):
    """The database forgets « one présidence, one vice-présidence », then remembers it."""
    names = ("seat_one_chair", "seat_one_vice_chair")
    constraints = [one for one in CommitteeSeat._meta.constraints if one.name in names]
    with connection.schema_editor() as editor:
        for one in constraints:
            editor.remove_constraint(CommitteeSeat, one)
    yield
    empty(CommitteeSeat)
    with connection.schema_editor() as editor:
        for one in constraints:
            editor.add_constraint(CommitteeSeat, one)


def added_at_once(by, function, number):
    """Seats with one function added at once: how many have it, what the others were told."""
    acts = [
        lambda n=n: actions.add_seat(
            by, code=f"{number}X{n}", label=f"X{n}", college="USH", **{function: True}
        )
        for n in range(THREADS)
    ]
    raised = together(acts)
    holding = CommitteeSeat.objects.filter(**{function: True})
    count = holding.count()
    holding.update(**{function: False})
    return count, [one.codes for one in raised if isinstance(one, Refused)]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_seats_added_at_once_with_one_function_leave_one_and_tell_the_others(
    vacant, nora, function
):
    found = [added_at_once(nora, function, number) for number in range(ROUNDS)]

    assert found == [(1, [["function_taken"]] * (THREADS - 1))] * ROUNDS


@pytest.mark.parametrize("function", FUNCTIONS)
def test_control_without_the_constraint_several_seats_preside(unconstrained, nora, function):
    found = (added_at_once(nora, function, number) for number in range(ROUNDS))

    assert any(count > 1 for count, _ in found)


def test_seats_edited_at_once_to_preside_leave_one_and_tell_the_others(vacant, nora, sonia):
    make_session(nora, days=77)
    seats = list(CommitteeSeat.objects.order_by("code"))
    found = []
    for _ in range(ROUNDS):
        CommitteeSeat.objects.update(is_chair=False)
        raised = together(
            [lambda s=s: actions.edit(nora, s, is_chair=True) for s in seats]
            + [lambda: actions.add_seat(sonia, code="NEW", label="N", college="U", is_chair=True)]
        )
        found.append((CommitteeSeat.objects.filter(is_chair=True).count(), len(raised)))

    assert {count for count, _ in found} == {1}
    assert found[0] == (1, len(seats))


def test_one_seat_put_to_sleep_at_once_sleeps_once(people, nora, sonia):
    seat = CommitteeSeat.objects.get(code="S3")
    found = []
    for _ in range(ROUNDS):
        raised = together([lambda by=by: actions.sleep(by, seat) for by in (nora, sonia) * 3])
        told = together([lambda by=by: actions.wake(by, seat) for by in (nora, sonia) * 3])
        found.append(([one.codes for one in raised], [one.codes for one in told]))

    assert found == [([["asleep"]] * 5, [["awake"]] * 5)] * ROUNDS


def test_a_seat_sleeps_or_its_session_is_convened_never_both(session, item, people, nora):
    """Whoever comes second sees what the first did: the session calls the seat, or does not."""
    ended = set()
    for _ in range(ROUNDS):
        CommitteeSession.objects.filter(pk=session.pk).update(state="draft")
        CommitteeSeat.objects.filter(code="S5").update(is_active=True)
        seating.prepare(session)
        seat = CommitteeSeat.objects.get(code="S5")
        convene = CommitteeSession.objects.get(pk=session.pk)
        raised = together([
            lambda c=convene: c.workflow.fire(c, "convene", by=nora),
            lambda s=seat: actions.sleep(nora, s),
        ])  # fmt: skip
        seat.refresh_from_db()
        is_called = session.attendances.filter(seat=seat).exists()
        ended.add((seat.is_active, is_called, tuple(c for one in raised for c in one.codes)))

    assert ended <= {(True, True, ("session_under_way",)), (False, False, ())}
