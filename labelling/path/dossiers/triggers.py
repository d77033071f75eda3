"""Database triggers: what was submitted is kept as it was (BR-16)."""

from labelling.path.dossiers.models import FrozenCopy
from labelling.path.dossiers.receipts import is_intact
from portal.schema.triggers import register_triggers
from portal.workflow.evidence import Evidence, register_evidence

COPIES = register_evidence(Evidence(FrozenCopy, is_intact=is_intact, told="digest"))


@register_triggers
def frozen_copies(vendor):
    """A new submission is a new copy."""
    yield from COPIES.triggers(vendor)
