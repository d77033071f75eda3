"""Erasure decided by the data protection officer: a batch at most, one proof, its reason in the journal (BR-93)."""

from django.db import transaction

from portal.retention import jobs
from portal.retention.rules import decides
from portal.workflow import Forbidden, Problem, Refused, audit_log

NOT_DUE = (
    "Une des lignes choisies n’est pas à effacer\u00a0: elle l’est déjà, sa durée n’est pas échue, "
    "ou un recours en cours la retient. Relisez la liste."
)


@transaction.atomic
def erase(keeping, keys, *, by, reason):
    """All the rows of these keys, or none: the proof. Raises Refused when one is not to be erased today."""
    if not decides(by, None):
        raise Forbidden(f"Seul {decides.label} décide d’un effacement.")
    keys = set(keys)
    rows = keeping.due().select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    things = list(rows)
    if not keys or len(things) < len(keys):
        raise Refused(Problem("not_due", NOT_DUE))
    if len(keys) > jobs.BATCH:
        raise Refused(Problem("too_many", f"{jobs.BATCH} lignes au plus à la fois."))
    if problems := [found for one in things if (found := _problem(keeping, one))]:
        raise Refused(*problems)
    for thing in things:
        sentence = f"{by} a effacé «\u00a0{keeping.name_of(thing)}\u00a0» au terme de sa durée."
        audit_log.write(thing, by=by, act="erase", sentence=sentence, reason=reason)
        keeping.deed(thing)
    names = [keeping.name_of(thing) for thing in things]
    return jobs.prove(keeping, names, by=by, reason=reason)


def _problem(keeping, thing):
    why = keeping.by_hand.problem(thing)
    return Problem("in_use", f"{keeping.name_of(thing)}\u00a0: {why}") if why else None
