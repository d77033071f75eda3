"""Past of the follow-up: contacts, relances and remarks of the référent's file, written with the day of the fact.

A narrow door, for the import of the tracking: nobody is told, no task is made, nothing leaves.
"""

from dataclasses import dataclass

from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.rules import referent
from labelling.steering.follow_up.models import Exchange, OfficeNote
from portal.access.references import next_references
from portal.core import clock
from portal.ui import partial_dates
from portal.workflow import Forbidden, Problem


@dataclass(frozen=True)
class PastFact:
    """A contact (`on`: its day, as precise as it is known) or a remark (no `kind`) of a line of the file."""

    organism: Organism
    text: str
    kind: str = ""
    on: str = ""
    place: str = ""

    @property
    def day(self):
        """The first day that it may have been, None where nothing is known."""
        span = partial_dates.parse(self.on)
        return span[0] if span else None


def record_past(facts, *, by, taken_from):
    """[what was stored] of these PastFact, marked « repris » from an import; whole, by the référent alone."""
    if not referent(by, None):
        raise Forbidden(Problem("forbidden", f"Seul {referent.label} reprend le passé."))
    facts = _unknown(facts)
    notes = [one for one in facts if not one.kind]
    exchanges = [one for one in facts if one.kind]
    return [
        *_stored(OfficeNote, "QH-NB", notes, by, taken_from, _note),
        *_stored(Exchange, "QH-EC", exchanges, by, taken_from, _exchange),
    ]


def _unknown(facts):
    """Those that are not here yet: the same file read again tells nothing twice. Two queries."""
    keys = {one.organism.pk for one in facts}
    known = set()
    for model, field in ((OfficeNote, "text"), (Exchange, "said")):
        rows = model.objects.filter(organism__in=keys, taken_over_on__isnull=False)
        known.update(
            (organism, model is Exchange, text, facts.get("since", ""))
            for organism, text, facts in rows.values_list("organism", field, "taken_facts")
        )
    return [
        one
        for one in dict.fromkeys(facts)
        if (one.organism.pk, bool(one.kind), one.text, one.on) not in known
    ]


def _note(fact):
    return {"text": fact.text}


def _exchange(fact):
    kind = fact.kind if fact.kind in Exchange.Kind else Exchange.Kind.PHONE
    return {"kind": kind, "on": fact.day, "said": fact.text}


def _stored(model, prefix, facts, by, taken_from, told):
    if not facts:
        return []
    today = clock.today()
    references = next_references(prefix, today.year, len(facts))
    return model.objects.bulk_create(
        [
            model(
                reference=reference,
                organism=fact.organism,
                by=by,
                taken_over_on=today,
                taken_from=taken_from,
                taken_facts=_facts(fact),
                **told(fact),
            )
            for fact, reference in zip(facts, references, strict=True)
        ],
        batch_size=1000,
    )


def _facts(fact):
    missing = [["known_on", "Jour de l’échange"]] if fact.kind and fact.day is None else []
    return {"place": fact.place, "since": fact.on, "known": [], "missing": missing}
