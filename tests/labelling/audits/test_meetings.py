"""Dates of the meetings of an audit: inside the mission, in order, none to come (BR-14); a mission that is extended."""

from datetime import timedelta

import pytest

from labelling.path.audits.models import AuditMission
from labelling.path.audits.workflow import MISSION
from labelling.path.dossiers.steps.guards import tenants_involved
from portal.core import clock
from portal.core.working_days import next_working_day
from portal.models import Message
from portal.workflow import Forbidden
from tests.factories import make_dossier
from tests.labelling.audits.factories import past_mission
from tests.labelling.dossiers.factories import fresh

pytestmark = pytest.mark.django_db
WHY = "Deux agences de plus sont à voir."


def ago(days):
    return clock.today() - timedelta(days=days)


def spread(story, opened=None):
    """The mission lasts from ten days ago until two days ago."""
    days = {"starts_on": ago(10), "ends_on": ago(2), "opened_on": opened}
    AuditMission.objects.filter(pk=story.mission.pk).update(**days)
    story.mission.refresh_from_db()
    return story


def sent(signed_in, user, story, slug, **typed):
    """(status, fields that are refused)."""
    answer = signed_in(user).post(f"{story.mission.get_absolute_url()}{slug}/", typed)
    form = answer.context["form"] if answer.context else None
    return answer.status_code, sorted(form.errors) if form else []


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (11, (422, ["opened_on"])),
        (10, (302, [])),
        (2, (302, [])),
        (1, (422, ["opened_on"])),
        (-1, (422, ["opened_on"])),
    ],
)
def test_an_audit_opens_inside_its_mission(story, signed_in, days, expected):
    spread(story.go("approve_plan"))

    assert sent(signed_in, story.ali, story, "commencer-laudit", opened_on=ago(days)) == expected


@pytest.mark.parametrize(
    ("closed", "met", "expected"),
    [
        (3, 5, (302, [])),
        (9, 9, (302, [])),  # all on one day
        (10, 10, (422, ["closed_on"])),  # before the opening
        (1, 5, (422, ["closed_on"])),  # after the mission
        (-1, 5, (422, ["closed_on"])),
        (3, 10, (422, ["tenants_met_on"])),
        (3, 2, (422, ["tenants_met_on"])),
        (3, -400, (422, ["tenants_met_on"])),
    ],
)
def test_br14_tenants_are_met_between_the_opening_and_the_closing(
    story, signed_in, closed, met, expected
):
    spread(story.go("start"), opened=ago(9)).rate_all()
    typed = {"closed_on": ago(closed), "tenants_met_on": ago(met)}

    assert sent(signed_in, story.ali, story, "clore-le-terrain", **typed) == expected


def test_what_closing_asks_is_not_said_optional(story, signed_in):
    page = signed_in(spread(story.go("start")).ali).get(
        f"{story.mission.get_absolute_url()}clore-le-terrain/"
    )

    assert "facultatif" not in page.text
    assert "demandé, ou le motif de leur absence" in page.text


def test_br14_a_meeting_to_come_is_no_evidence(story):
    """As releases before wrote it."""
    story.go("close_fieldwork")
    found = []
    for days in (0, -400):
        AuditMission.objects.filter(pk=story.mission.pk).update(tenants_met_on=ago(days))
        problem = tenants_involved(fresh(story.dossier))
        found.append(problem and problem.code)

    assert found == [None, "no_tenants"]


def test_a_mission_that_lasts_longer_is_extended_by_the_office_and_both_are_told(story, signed_in):
    story.go("start")
    last = next_working_day(clock.today() + timedelta(days=2))
    done = sent(signed_in, story.office, story, "prolonger-la-mission", ends_on=last, reason=WHY)
    story.mission.refresh_from_db()
    told = set(Message.objects.filter(notice="mission.moved").values_list("person", flat=True))

    assert (done, story.mission.state) == ((302, []), "in_progress")
    assert (story.mission.ends_on, story.mission.due_on) == (last, last)
    assert {story.ali.pk, story.member.pk} <= told
    with pytest.raises(Forbidden):
        MISSION.fire(story.mission, "extend", by=story.ali, reason=WHY, ends_on=last)


def test_br26_a_mission_is_not_extended_beyond_what_its_auditor_may_lead(story, signed_in):
    story.go("start")
    accreditation = story.auditor.accreditations.get()
    accreditation.ends_on = next_working_day(accreditation.ends_on)
    accreditation.save()
    beyond = next_working_day(accreditation.ends_on + timedelta(days=1))
    slug, same = "prolonger-la-mission", story.mission.ends_on

    assert [
        sent(signed_in, story.office, story, slug, ends_on=day, reason=WHY)
        for day in (same, beyond, accreditation.ends_on)
    ] == [(422, ["ends_on"]), (422, ["ends_on"]), (302, [])]


def test_a_mission_is_not_extended_over_another_of_its_auditor(story, signed_in):
    story.go("start")
    busy = past_mission(make_dossier(state="audit"), story.auditor, -5)
    AuditMission.objects.filter(pk=busy.pk).update(state="accepted")

    assert sent(
        signed_in,
        story.office,
        story,
        "prolonger-la-mission",
        ends_on=next_working_day(ago(-6)),
        reason=WHY,
    ) == (422, ["ends_on"])


@pytest.mark.dated
@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-12-18", "2026-12-21", []),
        ("2026-12-19", "2026-12-22", ["starts_on"]),  # a Saturday
        ("2026-12-18", "2026-12-20", ["ends_on"]),  # a Sunday
        ("2026-12-24", "2026-12-25", ["ends_on"]),  # a holiday
    ],
)
def test_a_mission_begins_and_ends_on_days_that_are_worked(story, signed_in, first, last, expected):
    typed = {"auditor": story.auditor.pk, "starts_on": first, "ends_on": last}

    found = sent(signed_in, story.member, story, "proposer", **typed)[1]
    assert found == expected
