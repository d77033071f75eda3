"""Roles taken with a day: held until its evening, by the office that proposes and the one that confirms."""

from datetime import timedelta

import pytest

from portal.access.roles import give_role
from portal.account_desk.actions import propose
from portal.account_desk.kinds import K
from portal.core import clock
from portal.models import AccountChange, Message, Role
from portal.ui import words
from portal.workflow import audit_log
from tests.factories import noon
from tests.portal.account_desk.conftest import (
    REGISTER,
    WHY,
    browser,
    codes,
    confirmed,
    device_of,
    is_out,
    post,
    roles_of,
    taken,
    words_of,
)

pytestmark = pytest.mark.django_db


def planned(theo, sonia, person, days=3):
    """The Dircom’s role, taken with the evening of a day: proposed by one, confirmed by the other."""
    last = clock.today() + timedelta(days=days)
    sent = {"held": f"dircom.{person.pk}", "when": "day", "until_on": last, "reason": WHY}
    post(theo, f"{REGISTER}retirer/", **sent)
    change = AccountChange.objects.get()
    post(sonia, f"{change.get_absolute_url()}confirmer-pour-ce-jour/", version=1)
    return AccountChange.objects.get(), last


def test_a_role_taken_with_a_day_is_held_until_its_evening_and_not_after(theo, sonia, alice):
    give_role(alice, Role.DIRCOM)
    device = device_of(alice)
    change, last = planned(theo, sonia, alice)
    told = set(Message.objects.filter(person=alice).values_list("notice", flat=True))

    assert (change.state, str(change)) == (
        "scheduled",
        f"Retirer la fonction «\u00a0Dircom\u00a0» à Alice Arnaud, le {words.day(last)} au soir",
    )
    assert (told, codes(confirmed, change, sonia)) == ({"account_change.scheduled"}, ["forbidden"])
    with noon(last):
        assert (roles_of(alice), change.workflow.run_timed()) == ({Role.DIRCOM}, [])
    with noon(last + timedelta(days=1)):
        assert (roles_of(alice), alice.groups.count()) == (set(), 1)
        assert [one.state for one in change.workflow.run_timed()] == ["confirmed"]
        assert (alice.groups.count(), is_out(device)) == (0, True)
    line = audit_log.entries_of(change)[0]
    assert list(line.data["rows_told"]["portal.user_groups"].values()) == [None]


def test_who_confirms_a_day_reads_until_when_it_is_held_and_that_it_can_be_cancelled(
    theo, sonia, alice
):
    give_role(alice, Role.DIRCOM)
    change = propose(
        K.TAKE, by=theo, role=Role.DIRCOM, person=alice, reason=WHY, until_on=clock.today()
    )
    page = words_of(browser(sonia).get(f"{change.get_absolute_url()}confirmer-pour-ce-jour/"))
    last = words.day(clock.today()).replace("\u00a0", " ")
    until = f"tient la fonction « Dircom » jusqu’au {last} au soir"

    assert (until in page, "ce retrait peut être annulé" in page) == (True, True)
    assert "ne tient plus" not in page


def test_a_role_that_is_to_be_taken_is_kept_if_one_of_the_two_says_so(theo, sonia, alice):
    give_role(alice, Role.DIRCOM)
    change, last = planned(theo, sonia, alice)
    answer = post(theo, f"{change.get_absolute_url()}annuler-ce-retrait/", version=change.version)

    with noon(last + timedelta(days=1)):
        assert (answer.status_code, roles_of(alice)) == (302, {Role.DIRCOM})
        assert change.workflow.run_timed() == []


def test_what_is_taken_at_once_in_between_leaves_nothing_to_the_day(theo, sonia, alice):
    give_role(alice, Role.DIRCOM)
    change, last = planned(theo, sonia, alice)
    confirmed(taken(theo, alice, Role.DIRCOM), sonia)
    with noon(last + timedelta(days=1)):
        change.workflow.run_timed()
        give_role(alice, Role.DIRCOM)
        assert roles_of(alice) == {Role.DIRCOM}


def test_an_office_whose_other_holder_is_to_leave_keeps_the_one_who_stays(theo, sonia, alice):
    """BR: of the two offices, one holder stays for good."""
    give_role(alice, Role.TECH)
    change = propose(
        K.TAKE, by=sonia, role=Role.TECH, person=alice, reason=WHY, until_on=clock.today()
    )
    change.workflow.fire(change, "schedule", by=theo)

    assert codes(taken, sonia, theo, Role.TECH) == ["last"]


@pytest.mark.parametrize(
    ("sent", "field"),
    [({}, "when"), ({"when": "day"}, "until_on"), ({"when": "day", "until_on": "2020-01-01"}, "until_on")],
)  # fmt: skip
def test_a_role_is_taken_with_a_moment_that_is_told(theo, sonia, alice, sent, field):
    give_role(alice, Role.DIRCOM)
    answer = post(sonia, f"{REGISTER}retirer/", held=f"dircom.{alice.pk}", reason=WHY, **sent)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
