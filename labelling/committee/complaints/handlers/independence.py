"""Independence of handlers (BR-100): nobody judges a decision or an audit they took part in.

Computed from what the portal knows: ballots, the conduct of the vote, the instruction, the audits,
declared interests and ties; never typed.
"""

from django.db.models import Case, F, Q, Value, When

from labelling.committee.attendance.interests import NOT_DONE
from labelling.committee.models import Ballot, InterestDeclaration, sitting
from labelling.parties.accreditation.models import AuditorAccreditation, OfficeTie, Tie
from labelling.parties.organisms.models import Membership
from labelling.path.audits.models import AuditMission
from portal.core import clock
from portal.models import Role, User
from portal.workflow import Problem, audit_log
from portal.workflow.audit_log import Entry

STANDINGS = {1: "équipe du label", 2: "membre du comité", 3: "auditeur agréé"}
HANDLING_ROLES = (Role.REFERENT, Role.DEPUTY, Role.SECRETARY)


def candidates():
    """Who may be asked: the label's office, the committee's members, the auditors accredited today.

    In that order, each with its `standing`, a key of STANDINGS.
    """
    accredited = AuditorAccreditation.objects.active_on(clock.today()).values("auditor__user")
    office = User.objects.filter(groups__name__in=HANDLING_ROLES).values("pk")
    seated = User.objects.filter(sitting("mandates__")).values("pk")
    ranks = [(Q(pk__in=office), 1), (Q(pk__in=seated), 2), (Q(pk__in=accredited), 3)]
    ranked = User.objects.filter(is_active=True).alias(
        rank=Case(*(When(test, Value(rank)) for test, rank in ranks), default=Value(0))
    )
    rows = ranked.filter(rank__gt=0).annotate(standing=F("rank"))
    return rows.order_by("standing", "last_name__french", "first_name__french")


def reasons(thing, people):
    """{primary key: why} of those among `people` who may not handle this complaint or appeal."""
    people, why = {person.pk for person in people}, {}
    decision, mission = thing.decision, getattr(thing, "mission", None)
    # The plainest reason last: it is the one told.
    _bound_to_organism(thing, people, why)
    if mission is not None:
        _audited(AuditMission.objects.filter(pk=mission.pk), people, why)
    if decision is not None:
        _instructed(decision.item, people, why)
        _voted(decision, people, why)
    return why


def problems(thing, people):
    """A refusal for each of `people` who took part, with the reason."""
    why = reasons(thing, people)
    return [
        Problem("took_part", f"{person} ne peut pas instruire : {why[person.pk]}.")
        for person in people
        if person.pk in why
    ]


def _bound_to_organism(thing, people, why):
    if thing.organism_id is None:
        return
    declared = {"organism": thing.organism_id}
    own = Tie.objects.filter(auditor__user__in=people, **declared).values_list("auditor__user")
    of_office = OfficeTie.objects.filter(person__in=people, **declared).values_list("person")
    ties = own.order_by().union(of_office.order_by()).order_by()
    why |= dict.fromkeys((user for (user,) in ties), "un lien déclaré avec l’organisme")
    members = Membership.objects.filter(organism=thing.organism_id, user__in=people)
    for user in members.values_list("user", flat=True):
        why[user] = "agit ou a agi pour l’organisme"


def _audited(missions, people, why):
    """The auditor, and whoever wrote a line of the mission's life (its validation, for one)."""
    rows = missions.exclude(state__in=NOT_DONE)
    for user in _actors(people, AuditMission, list(rows.values_list("pk", flat=True))):
        why[user] = "a pris part à l’audit"
    for user in rows.filter(auditor__user__in=people).values_list("auditor__user", flat=True):
        why[user] = "a mené l’audit"


def _instructed(item, people, why):
    dossier, label = item.dossier, item.label
    dossier = dossier or (label and label.dossier)
    if dossier is None:
        return
    _audited(dossier.missions.all(), people, why)
    if label is not None:
        why |= dict.fromkeys(_actors(people, type(label), [label.pk]), "a instruit la mesure")
    acted = _actors(people, type(dossier), [dossier.pk])
    if dossier.instructed_by_id in people:
        acted.add(dossier.instructed_by_id)
    why |= dict.fromkeys(acted, "a instruit le dossier")


def _voted(decision, people, why):
    """Every round counts, and a ballot that was changed; then who ran the vote, who validated."""
    interests = InterestDeclaration.objects.filter(
        item=decision.item_id, user__in=people, has_interest=True, lifted_by=None
    )
    for user in interests.values_list("user", flat=True):
        why[user] = "un lien d’intérêt déclaré sur ce point"
    lines = Entry.objects.filter(
        thing_type=audit_log.kind(decision.item), thing_id=decision.item_id, actor__in=people
    )
    for user in lines.values_list("actor", flat=True):
        why[user] = "a conduit le vote de la décision contestée"
    if decision.validated_by_id in people:
        why[decision.validated_by_id] = "a validé la décision contestée"
    ballots = Ballot.objects.filter(item=decision.item_id, user__in=people)
    for user in ballots.values_list("user", flat=True):
        why[user] = "a voté la décision contestée"


def _actors(people, model, keys):
    """Those of `people` who wrote a line of the journal of these things."""
    rows = Entry.objects.filter(
        aggregate_type=model._meta.label_lower, aggregate_id__in=keys, actor__in=people
    )
    return set(rows.values_list("actor", flat=True))
