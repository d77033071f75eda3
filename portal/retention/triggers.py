"""Database triggers: a proof of erasure is kept as it was written (BR-93)."""

from portal.retention.models import Erasure
from portal.schema.triggers import register_triggers
from portal.workflow.evidence import Evidence, register_evidence

PROOFS = register_evidence(Evidence(Erasure))


@register_triggers
def erasures(vendor):
    yield from PROOFS.triggers(vendor)
