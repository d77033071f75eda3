"""Numbers of the rules (BR-09): each one changed in another version changes what the portal does."""

from datetime import date, timedelta

import pytest

from labelling.parties.accreditation.guards import in_renewal_window
from labelling.parties.accreditation.workflow import ACCREDITATION
from labelling.parties.framework.models import DeadlineRule, LabelRulesVersion
from labelling.path.audits import actions, eligibility
from labelling.path.dossiers.models import LabelDossier
from labelling.path.dossiers.steps.guards import reminded
from labelling.path.dossiers.steps.sentences import complement_effects
from labelling.title.brand.models import grace_days
from labelling.title.labels.actions import grant
from portal.core import clock
from portal.notifications import outbox
from portal.notifications.models import Message
from tests.factories import make_dossier, noon
from tests.labelling.accreditation.factories import make_accreditation
from tests.labelling.audits.factories import Story, past_mission
from tests.labelling.framework.factories import draft_of
from tests.labelling.labels.factories import make_decision, make_label

pytestmark = pytest.mark.django_db


def under(dossier, **changes):
    """The dossier under rules that say something else."""
    dossier.rules = draft_of(LabelRulesVersion, **changes)
    dossier.save()
    return LabelDossier.objects.get(pk=dossier.pk)


def with_delay(dossier, code, **changes):
    """The dossier under rules whose delay says something else."""
    dossier = under(dossier)
    DeadlineRule.objects.filter(rules=dossier.rules, code=code).update(**changes)
    return LabelDossier.objects.get(pk=dossier.pk)


def mail(key, thing, folder, person):
    """(subject, body) of a mail about the thing, as it would leave now."""
    template = outbox.template_of(outbox.NOTICES[key], folder)
    return outbox.render_template(template, thing, person=person, why="Parce que.")


def test_br37_the_mail_of_a_validated_report_tells_the_days_of_the_rules(organism, sonia):
    story = Story(make_dossier(organism, state="audit")).go("validate")
    under(story.dossier, report_replacement_days=19)
    mission = type(story.mission).objects.get(pk=story.mission.pk)

    _subject, body = mail("mission.validated", mission, "labelling/audits", sonia)

    assert "peut encore le remplacer pendant 19\u00a0jours\u00a0;" in body


def test_br72_the_mail_of_a_phase_contradictoire_tells_the_last_day_of_d15(organism, sonia):
    label = make_label(organism)
    with_delay(label.dossier, "D15", delay="45j")
    facts = {
        "measure": "suspension",
        "reason": "Les engagements ne sont plus tenus à l’agence Sud.",
    }
    with noon(date(2026, 12, 1)):
        label = label.workflow.fire(label, "open_contradictory", by=sonia, **facts)
    hearing = label.hearings.get()

    _subject, body = mail("hearing.opened", hearing, "labelling/hearings", sonia)

    assert "jusqu’au 15\u00a0janvier 2027" in body


@pytest.mark.parametrize(
    ("reminders", "said"),
    [
        (
            [10, 3, -1],
            ["Il est relancé 10\u00a0jours et 3\u00a0jours avant la date, puis le lendemain."],
        ),
        ([5, -2], ["Il est relancé 5\u00a0jours avant la date, puis 2\u00a0jours après."]),
        ([-1], ["Il est relancé le lendemain."]),
        ([], []),
    ],
)
def test_br15_the_page_of_a_request_tells_the_reminders_of_d02(organism, reminders, said):
    dossier = with_delay(make_dossier(organism, state="submitted"), "D02", reminders=reminders)

    assert [one for one in complement_effects(dossier) if "relancé" in one] == said


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
    for days in (91, 63, 30):  # two months before is a Sunday
        with noon(end - timedelta(days=days)):
            ACCREDITATION.run_reminders()
            sent.append(Message.objects.filter(notice="accreditation.renewal").count())

    assert sent == [0, 1, 1]


def test_br43_the_renewal_of_an_accreditation_opens_as_many_months_before_as_the_rules_in_force_say():
    one = make_accreditation(state="active", ends_on=date(2028, 6, 30))
    draft_of(LabelRulesVersion, start=date(2027, 1, 1), accreditation_renewal_months=2).publish()
    found = []
    for day in (date(2028, 1, 2), date(2028, 4, 29), date(2028, 4, 30)):
        with noon(day):
            problem = in_renewal_window(one)
            found.append(problem.text if problem else "")

    too_early = "Le renouvellement s’ouvre le 30\u00a0avril 2028."
    assert found == [too_early, too_early, ""]
