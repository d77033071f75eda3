"""Relances and remarks of the tracking's lines, as facts of the follow-up of the office."""

from labelling.follow_up.models import Exchange
from labelling.follow_up.past import PastFact


def organisms_of(compared, kept):
    """{name in the file: organism}: those that were found, and those that have just been made."""
    found = {one.line.get("name"): one.organism for one in compared if one.organism}
    return found | {line.get("name"): organism for line, organism in kept}


def follow_up_of(tracking, organisms):
    """[PastFact]: a relance a line of reminder, a remark a line of organism; a line about nobody known is left."""
    return [*_relances(tracking, organisms), *_remarks(tracking, organisms)]


def _relances(tracking, organisms):
    for line in tracking.reminders:
        name = line.get("organism")
        organism = organisms.get(tracking.names.get(name, name))
        if organism is not None:
            text = line.get("text") or "Relance, sans autre précision."
            yield PastFact(organism, text, Exchange.Kind.RELANCE, line.get("on", ""), line.place)


def _remarks(tracking, organisms):
    for line in tracking.organisms:
        organism = organisms.get(line.get("name"))
        if organism is not None and line.get("note"):
            yield PastFact(organism, line.get("note"), place=line.place)
