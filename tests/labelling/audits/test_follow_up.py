"""Follow-up of an audit by its parties: lists, costs, mails, reminders."""

from datetime import datetime, time, timedelta

import pytest

from labelling.path.audits.workflow import FINDING
from portal.core import clock
from portal.core.working_days import next_working_day, worked_before
from portal.notifications.delivery import deliver_due
from portal.notifications.models import Message
from portal.web import worklist
from tests import factories
from tests.labelling.audits.factories import forget, make_mission
from tests.page_costs import queries

pytestmark = pytest.mark.django_db


def test_the_list_costs_the_same_with_many_missions(story, signed_in, sonia):
    client = signed_in(sonia)
    one = queries(client, "/espace/audits/")
    for _ in range(24):
        make_mission(factories.make_dossier(state="audit"), auditor=story.auditor)

    assert queries(client, "/espace/audits/") == one
    assert one <= 12


def test_the_mission_page_costs_the_same_with_many_findings(story, signed_in):
    story.go("start", finding="PS")
    story.rate_all()
    story.add_finding()
    client = signed_in(story.ali)
    one = queries(client, story.mission.get_absolute_url())
    for _ in range(20):
        story.add_finding()

    assert queries(client, story.mission.get_absolute_url()) == one
    assert one <= 15


def test_the_lists_name_the_next_act_of_each(story):
    story.go("propose")
    url = story.mission.get_absolute_url()

    def buttons(user, which):
        return [t.button for t in worklist.lists(forget(user))[which] if t.url.startswith(url)]

    assert buttons(story.ali, "do") == ["Répondre"]
    assert buttons(story.member, "wait") == ["Ouvrir"]
    assert buttons(story.office, "watch") == ["Ouvrir"]
    for name in ("accept", "plan"):
        story.fire(name)
    assert buttons(story.member, "do") == ["Approuver le plan"]


def test_the_auditor_is_asked_for_the_final_report_once_the_organism_has_answered(story, signed_in):
    story.go("open_contradictory")
    story.observe()

    home = signed_in(forget(story.ali)).get("/espace/")
    assert home.status_code == 200
    assert "Rendre définitif" in home.content.decode()


def test_the_auditor_is_told_of_the_observations(story):
    story.go("open_contradictory")
    story.observe()

    assert Message.objects.get(notice="mission.observed").person == story.ali


def test_every_mail_of_an_audit_renders_with_its_reader_s_right(story):
    """BR-96: nothing fails, nothing is dropped for want of a right; what asks an act that is done stays."""
    story.go("open_contradictory", finding="NCm")
    deliver_due()
    story.observe()
    story.fire("finalise")
    story.fire("validate")
    deliver_due()
    with clock.at(clock.now() + timedelta(days=1)):  # what was not the first of the day
        deliver_due()
    mails = Message.objects.filter(notice__startswith="mission.")

    asking = (
        "mission.proposed",
        "mission.observed",
        "mission.plan_to_approve",
        "mission.report_to_validate",
    )
    assert {m.state for m in mails.exclude(notice__in=asking)} == {"sent"}
    assert {m.dropped_for for m in mails.filter(notice__in=asking, state="dropped")} == {"fallen"}
    assert set(mails.values_list("notice", flat=True)) == {
        "mission.proposed", "mission.answered", "mission.plan_to_approve", "mission.observed",
        "mission.report_available", "mission.report_to_validate", "mission.validated",
    }  # fmt: skip


def test_a_finding_left_without_an_answer_is_reminded(story):
    """D08: ten, three days before, then the day after, on days worked."""
    story.go("finalise", finding="NCm")
    due = story.mission.findings.get().due_on
    counts = []
    first, second = (worked_before(due - timedelta(days=days)) for days in (10, 3))
    too_early = worked_before(first - timedelta(days=1))
    for day in (too_early, first, second, next_working_day(due + timedelta(days=1))):
        with clock.at(datetime.combine(day, time(12))):
            FINDING.run_reminders()
            deliver_due()
        counts.append(
            Message.objects.filter(notice="finding.due", state="sent", person=story.member).count()
        )

    assert counts == [0, 1, 2, 3]
