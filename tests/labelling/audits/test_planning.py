"""Planning of missions: allowed ones, days, eligible auditors (BR-17, BR-26 to BR-28)."""

from datetime import date, timedelta

import pytest

from labelling.parties.accreditation.models import Tie
from labelling.parties.bodies import actions as bodies
from labelling.parties.framework.models import LabelRulesVersion
from labelling.path.audits import actions, dates, eligibility
from labelling.path.audits.missions import pages
from labelling.path.audits.models import AuditMission
from labelling.path.audits.step_forms import PlanForm, PostponeForm, ProposeForm
from labelling.path.audits.workflow import MISSION
from labelling.path.dossiers.models import LabelDossier
from portal.core import clock
from portal.core.working_days import next_working_day
from portal.workflow import Forbidden, Refused
from tests import factories
from tests.factories import noon
from tests.labelling.accreditation.factories import make_accreditation
from tests.labelling.audits.factories import Story, make_mission, past_mission
from tests.labelling.bodies.test_acts import FACTS
from tests.labelling.framework.factories import draft_of

pytestmark = pytest.mark.django_db


def codes(dossier, audit_type, by):
    with pytest.raises(Refused) as refused:
        actions.open_mission(dossier, audit_type, by=by)
    return refused.value.codes


@pytest.mark.parametrize(
    ("state", "openable"),
    [
        ("draft", []),
        ("registered", ["hqs"]),
        ("diagnosis", ["hqs"]),
        ("preparation", ["implementation"]),
        ("audit", ["implementation"]),
        ("review", []),
    ],
)
def test_a_mission_opens_at_its_stage_or_the_one_before(organism, alice, state, openable):
    dossier = factories.make_dossier(organism, state=state)

    assert [kind for kind, _label in pages.openable(dossier)] == openable
    for kind in {"hqs", "implementation"} - set(openable):
        assert codes(dossier, kind, alice) == ["other_stage"]
    assert codes(dossier, "verification", alice) == ["not_planned"]


def test_an_audit_that_is_led_is_not_opened_again(organism, alice):
    dossier = factories.make_dossier(organism, state="diagnosis")
    past_mission(dossier, make_accreditation(state="active").auditor, 5, "hqs")

    assert codes(dossier, "hqs", alice) == ["already_done"]


@pytest.mark.parametrize("state", ["registered", "diagnosis"])
def test_br20_a_diagnosis_is_led_again_only_once_it_is_too_old(organism, alice, state):
    dossier = factories.make_dossier(organism, state=state)
    led = past_mission(dossier, make_accreditation(state="active").auditor, 5, "hqs")
    found = []
    for closed_on in (clock.today(), clock.today() - timedelta(days=500)):
        AuditMission.objects.filter(pk=led.pk).update(closed_on=closed_on)
        found.append(dict(pages.openable(dossier)).keys() & {"hqs"})

    assert found == [set(), {"hqs"}]


def test_a_dossier_sent_back_to_its_preparation_may_be_audited_again(organism, alice):
    dossier = factories.make_dossier(organism, state="preparation")
    past_mission(dossier, make_accreditation(state="active").auditor, 5, "implementation")

    assert actions.open_mission(dossier, "implementation", by=alice).state == "to_assign"


def test_an_audit_waits_for_its_stage_so_that_its_report_never_blocks_the_dossier(organism):
    story = Story(factories.make_dossier(organism, state="preparation"))
    story.go("approve_plan")
    with pytest.raises(Refused) as refused:
        story.fire("start")

    assert refused.value.codes == ["stage_not_begun"]


def form(cls, mission, **data):
    asked = cls(data=data, thing=mission)
    asked.is_valid()
    return {name: [str(e) for e in errors] for name, errors in asked.errors.items()}


def test_a_mission_is_never_proposed_nor_moved_to_a_day_that_is_past(story):
    yesterday, worked = story.today - timedelta(1), next_working_day(story.today)
    days = {"starts_on": yesterday.isoformat(), "ends_on": worked.isoformat()}

    for cls, more in (
        (ProposeForm, {"auditor": story.auditor.pk}),
        (PostponeForm, {"reason": "La neige a fermé les routes du secteur."}),
    ):
        assert list(form(cls, story.mission, **days, **more)) == ["starts_on"]
    days["starts_on"] = worked.isoformat()
    assert form(ProposeForm, story.mission, **days, auditor=story.auditor.pk) == {}


def test_a_mission_starts_inside_the_window_of_its_stage(organism):
    """BR-17: ten to fourteen months after the closing of the diagnosis, the waiver apart."""
    with noon(date(2026, 1, 12)):
        dossier = factories.make_dossier(organism, state="preparation")
        auditor = make_accreditation(state="active").auditor
        past_mission(dossier, auditor, 0, "hqs")
        dossier.missions.update(closed_on=date(2026, 1, 12))
        mission = make_mission(dossier)

        said = [dates.off_window(mission, day) for day in (date(2026, 11, 11), date(2026, 11, 12))]
        assert said == ["L’audit ouvre au plus tôt le 12\u00a0novembre 2026.", ""]
        late = date(2027, 3, 13)
        assert "dérogation" in dates.off_window(mission, late)
        dossier.waivers.create(rule="BR-17", reason="Fusion.", granted_by=auditor.user)
        assert dates.off_window(mission, late) == ""


def test_insurance_covers_the_last_day_of_the_mission(story):
    held = story.auditor.accreditations.get()
    held.insured_until_on = story.today
    held.save()
    tomorrow = story.today + timedelta(1)

    assert eligibility.problem(story.mission, story.auditor, story.today, story.today) == ""
    assert "assurance" in eligibility.problem(story.mission, story.auditor, story.today, tomorrow)


def test_nobody_is_on_two_missions_the_same_day(story):
    other = factories.make_dossier(factories.make_organism(), state="audit")
    first, last = story.today + timedelta(10), story.today + timedelta(12)
    make_mission(other, auditor=story.auditor, state="accepted", starts_on=first, ends_on=last)

    assert "autre mission" in eligibility.problem(story.mission, story.auditor, last, last)
    after = last + timedelta(1)
    assert eligibility.problem(story.mission, story.auditor, after, after) == ""


def test_who_has_just_declined_is_asked_for_other_dates_only(story):
    story.go("propose")
    story.fire("decline", reason="Je suis pris.")
    later = story.today + timedelta(30)

    assert "décliner" in eligibility.problem(story.mission, story.auditor, story.today, story.today)
    assert eligibility.problem(story.mission, story.auditor, later, later) == ""


def test_br27_a_running_tie_closes_the_organism(story):
    """A tie without an end is running."""
    Tie.objects.create(
        auditor=story.auditor, organism=story.dossier.organism, kind="advised", started_on=date(2020, 1, 1)
    )  # fmt: skip

    assert "en cours" in eligibility.problem(story.mission, story.auditor, story.today, story.today)


@pytest.mark.parametrize("more", [0, 6])
def test_the_table_of_auditors_costs_the_same_with_many(story, django_assert_num_queries, more):
    """Past assessments, auditors, then accreditations, ties and missions of them all."""
    for _ in range(more):
        make_accreditation(state="active")
    with django_assert_num_queries(5):
        rows = eligibility.choices(story.mission, story.today, story.today)

    assert [problem for _auditor, problem in rows] == [""] * (more + 1)


def test_br26_the_office_alone_chooses_the_auditor_when_the_rules_say_so(story, alice):
    """`assignment_mode`: by default the organism may, too."""
    before = story.mission.hand, MISSION.offers(story.mission, alice)[0].transition.name
    rules = draft_of(LabelRulesVersion, assignment_mode=LabelRulesVersion.Assignment.USH)
    LabelDossier.objects.filter(pk=story.dossier.pk).update(rules=rules)
    mission = AuditMission.objects.get(pk=story.mission.pk)

    assert before == ("l’organisme ou le référent label", "propose")
    assert mission.hand == "le référent label"
    assert "propose" not in [offer.transition.name for offer in MISSION.offers(mission, alice)]
    with pytest.raises(Forbidden):
        MISSION.fire(mission, "propose", by=alice, **story.data("propose"))
    done = MISSION.fire(mission, "propose", by=story.office, **story.data("propose"))
    assert done.state == "proposed"


APART = "Cette rencontre se tient sans l’organisme\u00a0: retirez {}."


@pytest.mark.parametrize(
    ("attended", "said"),
    [
        ("Amicale des Lilas, CNL 38", None),
        ("Amicale des Lilas, avec Luc Martin", "Luc Martin"),
        ("Amicale des Lilas ; mme MARTIN aussi", "Martin"),
        ("Amicale Paul Martin", None),  # the body bears a member's name
        ("Amicale Paul Martin et M. Martin", "Martin"),
        ("Amicale Martinet", None),
    ],
)
def test_br32_the_meeting_with_tenants_is_planned_without_the_people_of_the_organism(
    story, attended, said
):
    organism = story.dossier.organism
    factories.make_member(organism, "contact", first_name="Luc", last_name="Martin")
    bodies.add_body(organism, FACTS | {"name": "Amicale Paul Martin"}, by=story.member)
    plan = story.go("accept").data("plan") | {"plan_tenants_with": attended}

    found = form(PlanForm, story.mission, **plan)

    assert found == ({"plan_tenants_with": [APART.format(said)]} if said else {})


def test_the_people_met_are_told_by_their_function(story):
    factories.make_member(story.dossier.organism, "contact", first_name="Luc", last_name="Martin")
    plan = story.go("accept").data("plan") | {"plan_people": "Gardiens, Luc Martin"}

    assert form(PlanForm, story.mission, **plan) == {
        "plan_people": ["Dites leur fonction sans leur nom\u00a0: Luc Martin."]
    }


def test_the_bodies_of_the_organism_are_proposed_for_the_meeting(story):
    organism = story.dossier.organism
    bodies.add_body(organism, FACTS | {"name": "Amicale des Lilas"}, by=story.member)
    ended = bodies.add_body(organism, FACTS | {"name": "Amicale des Chênes"}, by=story.member)
    bodies.end_body(ended, by=story.member)

    assert PlanForm(thing=story.mission).initial["plan_tenants_with"] == "Amicale des Lilas"
