"""Database triggers: what is registered of a merger stays as it was (BR-05)."""

from labelling.parties.organisms.models import Merger
from portal.schema.triggers import register_triggers
from portal.workflow.evidence import Evidence, register_evidence

MERGERS = register_evidence(Evidence(Merger))


@register_triggers
def mergers(vendor):
    yield from MERGERS.triggers(vendor)
