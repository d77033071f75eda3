"""Numbers of the rules (BR-09): each one changed in another version changes what the portal does."""

from datetime import date, timedelta

import pytest

from labelling.accreditation.workflow import ACCREDITATION
from labelling.audits import actions, eligibility
from labelling.brand.models import grace_days
from labelling.dossiers.guards import reminded
from labelling.dossiers.models import LabelDossier
from labelling.framework.models import LabelRulesVersion
from labelling.labels.granting import grant
from portal.core import clock
from portal.notifications.models import Message
from tests.factories import make_dossier, noon
from tests.labelling.accreditation.factories import make_accreditation
from tests.labelling.audits.factories import Story, past_mission
from tests.labelling.framework.factories import draft_of
from tests.labelling.labels.factories import make_decision

pytestmark = pytest.mark.django_db


def under(dossier, **changes):
    """The dossier under rules that say something else."""
    dossier.rules = draft_of(LabelRulesVersion, **changes)
    dossier.save()
    return LabelDossier.objects.get(pk=dossier.pk)


def test_br37_the_report_is_replaced_for_as_many_days_as_the_rules_say(organism):
    story = Story(make_dossier(organism, state="audit")).go("validate")
    under(story.dossier, report_replacement_days=4)
    mission = type(story.mission).objects.get(pk=story.mission.pk)

    assert actions.replaceable_until(mission) == mission.validated_on + timedelta(days=4)


def test_br28_as_many_assessments_in_a_row_as_the_rules_say(organism):
    story = Story(make_dossier(organism, state="audit"))
    dossier = under(story.dossier, same_auditor_max=1)
    past_mission(dossier, story.auditor, 800)
    mission = type(story.mission).objects.get(pk=story.mission.pk)

    said = eligibility.problem(mission, story.auditor, story.today, story.today)
    assert said == "il a déjà mené la dernière évaluation de cet organisme."


def test_br28_the_diagnosis_counts_when_the_rules_say_so(organism):
    story = Story(make_dossier(organism, state="audit"))
    past_mission(story.dossier, story.auditor, 800)
    past_mission(story.dossier, story.auditor, 400, audit_type="hqs")

    def problem():
        mission = type(story.mission).objects.get(pk=story.mission.pk)
        return eligibility.problem(mission, story.auditor, story.today, story.today)

    before = problem()
    under(story.dossier, hqs_counted=False)

    assert ("2 dernières" in before, problem()) == (True, "")


def test_br15_a_dismissal_waits_for_as_many_reminders_as_the_rules_say(organism):
    dossier = make_dossier(organism, state="to_complete", due_on=clock.today() - timedelta(days=1))

    assert reminded(dossier).code == "not_reminded"
    assert reminded(under(dossier, dismissal_reminders=0)) is None


@pytest.mark.dated
def test_br63_a_label_lasts_as_many_months_as_the_rules_of_its_dossier_say(organism, sonia):
    dossier = under(make_dossier(organism, state="review", perimeter="Tout"), label_months=12)
    decision = make_decision(option="grant", dossier=dossier)

    label = grant(dossier, decision, by=sonia)

    assert label.end_on == label.start_on.replace(year=label.start_on.year + 1) - timedelta(days=1)


def test_br81_a_new_charter_leaves_the_days_of_the_rules_in_force():
    start = clock.today() + timedelta(days=10)
    draft_of(LabelRulesVersion, start=start, charter_grace_days=9).publish()

    before = grace_days()
    with noon(start):
        assert (before, grace_days()) == (60, 9)


def test_br43_an_accreditation_is_recalled_at_the_months_of_the_rules_in_force():
    end = date(2028, 6, 30)
    draft_of(LabelRulesVersion, start=date(2027, 1, 1), accreditation_reminder_months=[2]).publish()
    make_accreditation(state="active", ends_on=end)
    sent = []
    for days in (91, 61, 30):
        with noon(end - timedelta(days=days)):
            ACCREDITATION.run_reminders()
            sent.append(Message.objects.filter(notice="accreditation.renewal").count())

    assert sent == [0, 1, 1]
