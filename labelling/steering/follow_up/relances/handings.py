"""« Confier à » for several organisms: their running dossiers given to one person, one mail, undone until it leaves."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from labelling.parties.organisms.models import Organism
from labelling.path.dossiers.models import LabelDossier
from labelling.path.dossiers.rules import impartial_instructor
from labelling.steering.follow_up import notices
from labelling.steering.follow_up.audit_log import reference_of, write_line
from labelling.steering.follow_up.relances.models import Handing, HandingLine
from labelling.steering.follow_up.rules import refuse_unless, sender
from portal.assignments import actions
from portal.assignments import notices as assignment_notices
from portal.assignments.registry import bearers_of
from portal.core import clock
from portal.notifications import outbox
from portal.ops import worker
from portal.ui import words
from portal.workflow import Problem, Refused

DELAY = timedelta(minutes=10)
NONE = "aucun dossier en cours"
THEIRS = "s’en charge déjà"
TIED = "un lien avec l’organisme l’en empêche"
LEFT = "Le courriel est parti\u00a0: confiez de nouveau ces dossiers, un par un ou ensemble."


@dataclass(frozen=True)
class Share:
    """What an organism would bring to a person: its dossiers, or why none."""

    organism: Organism
    dossiers: tuple = ()
    why_not: str = ""


def shares(organisms, person, *, by):
    """[Share], in the order of the organisms; nothing is written. Two queries, and the ties of `person`."""
    organisms = list(organisms)
    rows = LabelDossier.objects.visible_to(by).open().filter(organism__in=organisms)
    rows = list(rows.select_related("organism", "rules").order_by("pk"))
    bearers = bearers_of(rows)
    return [
        _share(one, [row for row in rows if row.organism_id == one.pk], bearers, person)
        for one in organisms
    ]


def _share(organism, dossiers, bearers, person):
    if not dossiers:
        return Share(organism, why_not=NONE)
    others = [one for one in dossiers if one not in bearers or bearers[one].person_id != person.pk]
    if not others:
        return Share(organism, why_not=f"{person} {THEIRS}")
    allowed = tuple(one for one in others if impartial_instructor(person, one))
    return (
        Share(organism, allowed) if allowed else Share(organism, why_not=f"{person}\u00a0: {TIED}")
    )


@transaction.atomic
def give(organisms, person, *, by):
    """Whoever had a dossier before loses it; who gains and who loses them are told when the mail leaves."""
    refuse_unless(sender, by)
    found = sorted(
        (one for share in shares(organisms, person, by=by) for one in share.dossiers),
        key=lambda one: one.pk,
    )
    if not found:
        raise Refused(Problem("nothing", "Aucun dossier n’est à confier à cette personne."))
    now = clock.now()
    handing = Handing.objects.create(
        reference=reference_of("QH-CG"), person=person, by=by, made_at=now, leaves_at=now + DELAY
    )
    before = bearers_of(found)
    HandingLine.objects.bulk_create(
        HandingLine(
            handing=handing,
            dossier=one,
            given=actions.assign(one, person, by=by, is_told=False),
            before=before.get(one),
        )
        for one in found
    )
    write_line(
        handing,
        by=by,
        act="give",
        sentence=f"a confié ensemble {words.count(len(found), 'dossier', 'dossiers')}",
    )
    return handing


@transaction.atomic
def undo(handing, *, by):
    """Each dossier goes back to who had it; what has changed hands since stays as it is."""
    refuse_unless(sender, by)
    current = _held(handing.pk)
    if current.left_at is not None:
        raise Refused(Problem("left", LEFT), thing=current)
    if current.cancelled_at is None:
        for line in current.lines.select_related("given", "before__person").order_by("dossier"):
            if not line.dossier.is_final:
                actions.give_back(line.given, by=by, before=line.before)
        current.cancelled_at = clock.now()
        current.save(update_fields=["cancelled_at"])
        write_line(
            current,
            by=by,
            act="undo",
            sentence=f"a annulé ce qui était confié ({current.reference})",
        )
    return current


@worker.often
def tell_due():
    """The mail of each handing whose time has come."""
    due = Handing.objects.waiting().filter(leaves_at__lte=clock.now())
    return sum(_tell(key) for key in due.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _tell(key):
    handing = _held(key)
    if not handing.is_waiting:
        return 0
    handing.left_at = clock.now()
    handing.save(update_fields=["left_at"])
    if handing.person_id != handing.by_id:
        outbox.write_once(notices.HANDED, handing, key=handing.reference, topic=notices.TOPIC)
    for line in handing.lines.select_related("before").exclude(before=None):
        if line.before.person_id not in (handing.by_id, handing.person_id):
            outbox.write_once(
                assignment_notices.TAKEN_OVER,
                line.before,
                key=f"{handing.reference}:{line.pk}",
                topic=assignment_notices.TOPIC,
            )
    return 1


def _held(key):
    return Handing.objects.select_for_update().get(pk=key)
