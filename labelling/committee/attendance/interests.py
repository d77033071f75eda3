"""Conflicts of interest on each point: declared by a member (BR-51) or found by the portal (BR-53)."""

from labelling.committee.attendance import seating
from labelling.committee.models import AgendaItem, InterestDeclaration
from labelling.parties.accreditation.models import Tie
from labelling.parties.organisms.models import Membership
from labelling.parties.organisms.rules import chair
from labelling.path.audits.models import AuditMission
from portal.core import clock
from portal.ui import words
from portal.workflow import Forbidden, Problem, Refused, acting, facts

NOT_DONE = ("to_assign", "proposed", "declined", "cancelled")
DECLARABLE = (AgendaItem.State.NOT_OPEN, AgendaItem.State.OPEN)
NATURE_MIN = 10


def kept_out(rows):
    """Primary keys of the people whom these declarations keep out of the point."""
    return frozenset(row.user_id for row in rows if row.has_interest and row.lifted_by_id is None)


def recused_people(item):
    """Primary keys of the people who withdrew from `item`, or were withdrawn."""
    return kept_out(item.interests.all())


def recused_now(item):
    """The same as they are in the database, for a step that counts or changes votes: their keys alone are read."""
    rows = InterestDeclaration.objects.filter(item=item.pk, has_interest=True, lifted_by=None)
    return frozenset(rows.values_list("user", flat=True))


def find_conflicts(item, people):
    """BR-53: {primary key: why} of those among `people` who belong to, or audited, the organism."""
    if item.accreditation_id:
        own = item.accreditation.auditor.user_id
        return {own: "c’est son propre agrément"} if own in people else {}
    organism = (item.dossier or item.label).organism_id
    led = AuditMission.objects.filter(dossier__organism=organism, auditor__isnull=False)
    auditors = led.exclude(state__in=NOT_DONE).values_list("auditor__user", flat=True)
    ties = Tie.objects.filter(organism=organism).values_list("auditor__user", "kind")
    members = Membership.objects.filter(organism=organism, is_active=True)
    reasons = dict.fromkeys(auditors, "a audité l’organisme")
    reasons |= {user: Tie.Kind(kind).label for user, kind in ties}
    reasons |= dict.fromkeys(members.values_list("user", flat=True), "membre de l’organisme")
    return {user: why for user, why in reasons.items() if user in people}


def record(item, room=None, said=None):
    """Write the conflicts that the portal finds; what the président lifted stays lifted.

    Returns the rows written, after those of `said`, for the line of the act (`told_facts.rows`).
    """
    reasons = find_conflicts(item, (room or seating.read(item.session, seating.KEYS)).keys)
    known = {row.user_id: row for row in item.interests.filter(user__in=reasons)}
    said = said or {"made": [], "changed": []}
    for user, why in reasons.items():
        row = known.get(user) or InterestDeclaration(item=item, user_id=user, has_interest=False)
        if row.has_interest:
            continue
        if row.lifted_by_id is None:
            row.has_interest, row.is_automatic, row.nature = True, True, why
            row.declared_at = clock.now()
            _save(row, said)
    return said


def declare(session, user, answers, *, room=None):
    """BR-51: `answers` maps points to the nature of the interest, "" for none. All or nothing.

    An interest may be declared while the vote runs; it is withdrawn before only, and one that
    the portal found is lifted by the président alone.
    """
    room = room or seating.read(session)
    if user.pk not in room.people:
        raise Forbidden(Problem("forbidden", "Seul un membre du comité déclare ses intérêts."))
    said = "a déclaré un intérêt" if any(answers.values()) else "a déclaré n’avoir aucun intérêt"
    data, rows = {}, {"made": [], "changed": []}
    with acting(session, by=user, act="declare", sentence=said, data=data) as current:
        for item in current.items.filter(pk__in=[item.pk for item in answers]):
            nature = next(text for key, text in answers.items() if key.pk == item.pk)
            _declare(item, user, nature, rows)
        data |= facts.rows(**rows)


def to_declare(session):
    """The points on which a member may still declare."""
    rows = session.items.filter(state__in=DECLARABLE).prefetch_related("interests")
    subjects = ("dossier__organism", "label__organism", "accreditation__auditor__user")
    return list(rows.select_related(*subjects).order_by("number"))


def _declare(item, user, nature, said):
    if item.state not in DECLARABLE:
        raise Refused(Problem("item_closed", f"Le vote du point {item.number} est clos."))
    row = item.interests.filter(user=user).first() or InterestDeclaration(item=item, user=user)
    if row.pk and row.has_interest and not nature:
        _refuse_taking_back(item, row)
    if row.is_automatic and row.has_interest:
        return
    row.has_interest, row.nature = bool(nature), nature
    row.lifted_by, row.lift_reason = None, ""
    row.declared_at = clock.now()
    _save(row, said)


def _save(row, said):
    said["changed" if row.pk else "made"].append(row)
    row.save()


def _refuse_taking_back(item, row):
    if row.lifted_by_id is None and (row.is_automatic or item.state != item.State.NOT_OPEN):
        sentence = "Seule la présidence du comité peut lever ce retrait, avec son motif."
        raise Refused(Problem("recused", sentence))


def lift(item, user, *, by, reason):
    """BR-53: the président alone lifts a recusal, with a reason, and never their own."""
    if not chair(by, item):
        raise Forbidden(Problem("forbidden", f"Seule {chair.label} lève un retrait."))
    if by.pk == user.pk:
        raise Forbidden(Problem("forbidden", "Personne ne lève son propre retrait."))
    sentence = f"a levé le retrait {words.of(user)} au point {item.number}"
    data = {}
    with acting(item, by=by, act="lift", sentence=sentence, reason=reason, data=data) as current:
        if current.state != current.State.NOT_OPEN:
            raise Refused(Problem("item_closed", "Un retrait se lève avant l’ouverture du vote."))
        row = current.interests.filter(user=user, has_interest=True).first()
        if row is None:
            raise Refused(Problem("not_recused", f"{user} n’est pas en retrait de ce point."))
        row.lifted_by, row.lift_reason = by, reason
        row.save(update_fields=["lifted_by", "lift_reason"])
        data |= facts.rows(changed=[row])


def declare_all(session, natures, *, by):
    """Every holder declares on every point; `natures` maps (number, person's key) to an interest.

    Same outcome as each one's own declaration, in two writes: for replays.
    """
    room = seating.read(session, seating.KEYS)
    data, sentence = {}, "a reçu les déclarations d’intérêts"
    with acting(session, by=by, act="declare", sentence=sentence, data=data) as current:
        items = list(current.items.filter(state__in=DECLARABLE))
        done = set(InterestDeclaration.objects.filter(item__in=items).values_list("item", "user"))
        rows = [
            _row(item, user, natures.get((item.number, user), ""))
            for item in items
            for user in room.keys
            if (item.pk, user) not in done
        ]
        InterestDeclaration.objects.bulk_create(rows)
        data |= facts.rows(made=rows)
    return rows


def _row(item, user, nature):
    return InterestDeclaration(
        item=item, user_id=user, has_interest=bool(nature), nature=nature, declared_at=clock.now()
    )
