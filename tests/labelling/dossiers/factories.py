"""Factories of dossiers in a given state, by their own acts or by the rows of later topics."""

from datetime import date, timedelta

from labelling.committee.models import (
    AgendaItem,
    CommitteeSeat,
    CommitteeSession,
    Decision,
    SeatHolder,
)
from labelling.parties.accreditation.models import Auditor
from labelling.parties.framework.binding import current_committee_rules
from labelling.path.assessment.models import CriterionAnswer
from labelling.path.audits.models import AuditMission
from labelling.path.dossiers import scenario
from labelling.path.dossiers.models import LabelDossier
from labelling.path.dossiers.steps.workflow import DOSSIER
from labelling.path.plan.models import Action, ActionPlan
from labelling.path.stock.models import Rating, Residence
from portal.access.references import next_reference
from portal.core import clock
from portal.workflow import Refused
from tests.factories import make_dossier, make_user

MEETINGS = (  # of a dossier in preparation
    ("candidature", "information"),
    ("diagnostic", "restitution"),
    ("preparation", "concertation"),
)


def fresh(dossier):
    return LabelDossier.objects.get(pk=dossier.pk)


def refusal(function, *args, **kwargs):
    """The codes of the refusal; fails when there is none."""
    try:
        function(*args, **kwargs)
    except Refused as refused:
        return refused.codes
    raise AssertionError("the act should have been refused")


def refused_step(dossier, name, by, **data):
    return refusal(DOSSIER.fire, dossier, name, by=by, **data)


def ready_draft(organism, signatory):
    """A draft that lacks nothing."""
    dossier = scenario.open_dossier(signatory, organism)
    scenario.fill(signatory, dossier, "Un office de la vallée.", "Tout le patrimoine.", 9_000)
    scenario.sign_engagement(signatory, dossier)
    scenario.add_required(signatory, dossier)
    scenario.add_tenants(signatory, dossier)
    return fresh(dossier)


def submitted(organism, signatory):
    return DOSSIER.fire(ready_draft(organism, signatory), "submit", by=signatory)


def registered(organism, signatory, referent):
    return DOSSIER.fire(submitted(organism, signatory), "register", by=referent)


def make_auditor(**fields):
    user = make_user("Ali", "Delorme")
    return Auditor.objects.create(
        user=user, slug=f"auditeur-{user.pk}", firm="Cabinet Delorme", **fields
    )


def make_mission(dossier, audit_type="hqs", state="accepted", auditor=None, **fields):
    return AuditMission.objects.create(
        reference=next_reference("QH-A", clock.today().year),
        dossier=dossier,
        audit_type=audit_type,
        state=state,
        auditor=auditor or make_auditor(),
        declared_at=clock.now(),
        **fields,
    )


def make_residences(organism, count=2):
    return [
        Residence.objects.create(
            organism=organism, code=f"R{n:03}", name=f"Les Acacias {n}", insee="69123", homes=50
        )
        for n in range(1, count + 1)
    ]


def rate(dossier, residence, by, level="ordinary"):
    axes = dict.fromkeys(
        ("building", "cleanliness", "tranquillity", "management", "satisfaction"), 1
    )
    return Rating.objects.create(
        dossier=dossier,
        residence=residence,
        index=14 if level == "priority" else 5,
        level=level,
        rated_by=by,
        **axes,
    )


def make_action(dossier, number=1, scope="transversal", residence=None, **fields):
    whole = {"owner": "Directrice", "due_on": clock.today(), "indicator": "Taux de réponse"}
    return Action.objects.create(
        dossier=dossier,
        number=number,
        scope=scope,
        residence=residence,
        title="Répondre en 48 heures",
        **whole | fields,
    )


def answer_all(dossier, by):
    CriterionAnswer.objects.bulk_create(
        CriterionAnswer(dossier=dossier, criterion=criterion, rating=2, updated_by=by)
        for criterion in dossier.framework.criteria
        if not criterion.applies_if
    )


def ready_for_audit(organism, signatory, *, closed_on):
    """A dossier in preparation that lacks nothing, its HQS diagnosis closed on that day."""
    dossier = make_dossier(
        organism, state="preparation", registered_on=closed_on, prepared_on=closed_on
    )
    make_mission(dossier, "hqs", "closed", closed_on=closed_on)
    make_mission(dossier, "implementation", "accepted")
    for residence in make_residences(organism):
        rate(dossier, residence, signatory)
    make_action(dossier)
    ActionPlan.objects.create(dossier=dossier, validated_on=clock.today(), validated_by=signatory)
    answer_all(dossier, signatory)
    scenario.add_required(signatory, dossier)
    for stage, kind in MEETINGS:
        scenario.add_tenants(signatory, dossier, stage=stage, kind=kind)
    return fresh(dossier)


def make_chair():
    user = make_user("Carla", "Chaumet")
    seat = CommitteeSeat.objects.create(
        code="PRES", label="Président", college="Présidence", is_chair=True
    )
    SeatHolder.objects.create(seat=seat, user=user, rank="full", since_on=date(2020, 1, 1))
    return user


def make_session():
    return CommitteeSession.objects.create(
        reference=next_reference("QH-C", clock.today().year),
        held_on=clock.today() + timedelta(days=40),
        starts_at="14:00",
        place="Paris",
        rules=current_committee_rules(),
    )


def list_on_agenda(dossier, state="not_open"):
    return AgendaItem.objects.create(
        session=make_session(), number=1, kind="label", dossier=dossier, state=state
    )


def decide(dossier, option, by, motivation="Les engagements sont tenus et prouvés par les pièces."):
    item = dossier.agenda_items.first() or list_on_agenda(dossier)
    return Decision.objects.create(
        item=item,
        option=option,
        counts={},
        rule_text="",
        arithmetic="",
        motivation=motivation,
        decided_on=clock.today(),
        validated_by=by,
    )


def problems(dossier, name):
    """What keeps this step from being taken."""
    return DOSSIER.transitions[name].problems(fresh(dossier))


def codes(dossier, name):
    return [problem.code for problem in problems(dossier, name)]
