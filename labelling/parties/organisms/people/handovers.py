"""Actions on a handover: opened by a departure, given to a successor, said to be done."""

from django.db import transaction

from labelling.parties.organisms import audit_log
from labelling.parties.organisms.people.models import Handover
from labelling.parties.organisms.rules import instructor, member
from portal.core import clock
from portal.ui import words
from portal.web.submissions.edit_conflicts import refuse_if_changed
from portal.workflow import Forbidden, Problem, Refused

SUCCESSOR = ("successor_id",)
may_name = member | instructor


def open_handover(left, successor, *, by):
    """Under the lock of the organism, which the departure holds; what the leaver had to take over waits again."""
    Handover.objects.filter(successor=left, done_on=None).update(successor=None)
    organism = left.organism
    others = organism.memberships.filter(is_active=True).exclude(pk=left.pk)
    if not organism.is_active or not others.exists():
        return None
    if successor and not others.filter(pk=successor.pk).exists():
        raise Refused(_not_there(successor))
    handover, _ = Handover.objects.update_or_create(
        membership=left, defaults={"successor": successor, "done_on": None}
    )
    if successor:
        _tell(organism, handover, by)
    return handover


@transaction.atomic
def name_successor(handover, *, by, successor, seen=None):
    """`seen` is the stamp of what the page showed: who came second is told whom the other has named."""
    organism, current = _locked(handover, by)
    refuse_if_changed(current, SUCCESSOR, seen)
    if not successor.is_active or successor.organism_id != organism.pk:
        raise Refused(_not_there(successor))
    if current.successor_id == successor.pk:
        return current
    current.successor = successor
    current.save(update_fields=["successor"])
    _tell(organism, current, by)
    return current


@transaction.atomic
def finish(handover, *, by):
    """Whoever succeeds says that all of it is taken over."""
    organism, current = _locked(handover, by)
    if current.successor is None or current.successor.user_id != by.pk:
        raise Forbidden(Problem("forbidden", "Seule la personne qui reprend dit que c’est repris."))
    current.done_on = clock.today()
    current.save(update_fields=["done_on"])
    sentence = f"a repris ce que suivait {current.membership.user}"
    audit_log.write_entry(organism, by, "handover_done", sentence)
    return current


def _locked(handover, by):
    organism = audit_log.locked(handover.membership.organism)
    if not may_name(by, organism):
        raise Forbidden(Problem("forbidden", f"Seul {may_name.label} le peut."))
    rows = Handover.objects.select_related("membership__user", "successor__user")
    current = rows.get(pk=handover.pk)
    if current.done_on:
        said = f"{current.successor.user} a déjà tout repris, le {words.day(current.done_on)}."
        raise Refused(Problem("done", said))
    return organism, current


def _not_there(successor):
    return Problem(
        "not_there",
        f"{successor.user} n’est plus en fonction\u00a0: choisissez une autre personne.",
    )


def _tell(organism, handover, by):
    left, successor = handover.membership.user, handover.successor.user
    sentence = f"a désigné {successor} pour reprendre ce que suivait {left}"
    data = {"left": left.pk, "successor": successor.pk}
    audit_log.write_entry(organism, by, "successor_named", sentence, data)
