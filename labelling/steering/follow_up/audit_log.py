"""References and locks of what the office keeps for itself, and its lines in the journal, without any text."""

from portal.access.references import next_reference
from portal.core import clock
from portal.workflow import Problem, Refused, audit_log

OTHERS = "Ce dossier est d’un autre organisme."
GONE = "C’est retiré\u00a0: plus rien ne s’y change."


def own_dossier(organism, dossier):
    """BR-01: a dossier of another organism is refused, whatever the form had offered."""
    if dossier is not None and dossier.organism_id != organism.pk:
        raise Refused(Problem("others_dossier", OTHERS))
    return dossier


def reference_of(prefix):
    return next_reference(prefix, clock.today().year)


def held(thing):
    """The row, re-read and held until the transaction ends; what is withdrawn is refused."""
    current = type(thing).objects.select_for_update(of=("self",)).get(pk=thing.pk)
    if getattr(current, "withdrawn_at", None):
        raise Refused(Problem("withdrawn", GONE), thing=current)
    return current


def write_line(thing, *, by, act, sentence, data=None):
    """A line of its own chain; what is written in it is not repeated there (the journal is never erased)."""
    who = by or "Le portail"
    return audit_log.write(thing, by=by, act=act, sentence=f"{who} {sentence}.", data=data)
