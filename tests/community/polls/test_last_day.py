"""Last day of an open survey, moved or cut short: page, calendar and reminder follow."""

from datetime import date, datetime

import pytest

from community.models import Survey
from community.polls.workflow import SURVEY
from portal import calendar
from portal.core import clock
from portal.notifications import outbox
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused, audit_log
from tests.community.polls.factories import LAST, animate, give, make_members, make_open

pytestmark = pytest.mark.django_db
LATER, SOONER = date(2027, 1, 15), date(2026, 12, 2)


@pytest.fixture
def ana():
    """Co-animator of the club."""
    (person,) = make_members(1)
    return animate(person)


def fresh(survey):
    return Survey.objects.get(pk=survey.pk)


def move(survey, by, day):
    return SURVEY.fire(fresh(survey), "move", by=by, closes_on=day)


def told_on(user, survey):
    found = calendar.moments(user, date(2026, 11, 1), date(2027, 3, 1))
    return [one.day for one in found if one.code == f"enquete.{survey.reference}"]


def post(client, survey, **data):
    address = f"{survey.get_absolute_url()}changer-le-dernier-jour/"
    return client.post(address, {"once": new_key(), "version": fresh(survey).version} | data)


@pytest.mark.parametrize("day", [LATER, SOONER])
def test_who_animates_moves_it_and_the_calendar_follows_without_a_mail(signed_in, ana, day):
    (member,) = make_members(1)
    survey = make_open(ana)
    mails = outbox.Message.objects.count()
    assert told_on(member, survey) == [LAST]
    shown = signed_in(ana).get(f"{survey.get_absolute_url()}changer-le-dernier-jour/").text
    assert 'value="2026-12-18"' in shown
    assert post(signed_in(ana), survey, closes_on=day.isoformat()).status_code == 302

    assert (fresh(survey).closes_on, told_on(member, survey)) == (day, [day])
    assert outbox.Message.objects.count() == mails
    line = audit_log.entries_of(survey).first()
    assert (line.act, line.data) == (
        "move", {"before": "2026-12-18", "closes_on": day.isoformat()}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-11-23", "Ce jour est passé."),
        ("2028-01-01", "Un an au plus."),
        ("2026-12-18", "C’est déjà le dernier jour."),
        ("", "Dites jusqu’à quel jour on répond."),
        ("31/02/2027", "Écrivez ce jour ainsi"),
    ],
)
def test_a_day_that_does_not_do_is_told_and_kept(signed_in, ana, day, told):
    survey = make_open(ana)
    refused = post(signed_in(ana), survey, closes_on=day)

    assert (refused.status_code, told in refused.text) == (422, True)
    assert (fresh(survey).closes_on, f'value="{day}"' in refused.text or not day) == (LAST, True)


def test_today_is_a_last_day(ana):
    survey = move(make_open(ana), ana, clock.today())
    (member,) = make_members(1)
    give(survey, member, 1, [], 4)
    with clock.at(datetime(2026, 11, 25, 0, 1)):
        SURVEY.run_timed()
    assert fresh(survey).state == "closed"


def test_a_member_does_not_move_it_nor_anybody_once_it_is_closed(signed_in, ana):
    (member,) = make_members(1)
    survey = make_open(ana)
    with pytest.raises(Forbidden):
        move(survey, member, LATER)
    SURVEY.fire(survey, "close", by=ana)
    with pytest.raises(Refused):
        move(survey, ana, LATER)
    assert post(signed_in(ana), survey, closes_on="2027-01-15").status_code == 409


def test_the_reminder_follows_the_new_day(ana, mailoutbox):
    make_members(2)
    survey = make_open(ana, closes_on=date(2026, 12, 1))
    outbox.deliver_due()

    def reminded(day):
        with clock.at(datetime(2026, 11 if day > 20 else 12, day, 9)):
            SURVEY.run_reminders()
        return outbox.Message.objects.filter(notice="survey.closing")

    move(survey, ana, date(2026, 12, 10))
    assert reminded(27).count() == 0
    assert reminded(7).count() == 3


def test_a_reminder_that_waits_is_dropped_when_the_day_goes_away(ana, mailoutbox):
    make_members(2)
    survey = make_open(ana, closes_on=date(2026, 12, 1))
    with clock.at(datetime(2026, 11, 27, 7)):
        SURVEY.run_reminders()
        move(survey, ana, LATER)
    with clock.at(datetime(2026, 11, 27, 9)):
        outbox.deliver_due()
    states = set(
        outbox.Message.objects.filter(notice="survey.closing").values_list("state", flat=True)
    )
    assert states == {"dropped"}


def test_closed_early_it_leaves_the_calendar_and_says_so_before(signed_in, ana):
    (member,) = make_members(1)
    survey = make_open(ana)
    address = f"{survey.get_absolute_url()}clore/"
    assert "Le jour annoncé, le 18 décembre 2026," in signed_in(ana).get(address).text.replace(
        "\u00a0", " "
    )
    assert signed_in(ana).post(address, {"once": new_key()}).status_code == 302

    closed = fresh(survey)
    assert (closed.state, closed.closed_on, told_on(member, survey)) == (
        "closed", clock.today(), []
    )  # fmt: skip
    with pytest.raises(Refused):
        give(closed, member, 1, [], 4)
