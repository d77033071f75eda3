"""Database triggers: proofs of erasure are kept as written, approved durations too (BR-93)."""

from portal.retention.models import Erasure, RetentionVersion
from portal.schema.triggers import register_triggers
from portal.workflow.evidence import Evidence, register_evidence

PROOFS = register_evidence(Evidence(Erasure))
DURATIONS = register_evidence(
    Evidence(
        RetentionVersion,
        moving=(
            "since_at",
            "due_on",
            "version",
            "state",
            "starts_on",
            "note",
            "periods",
            "proposed_by",
            "proposed_at",
            "decided_by",
            "decided_at",
        ),
        refused="OLD.state IN ('approved')",
    )
)


@register_triggers
def erasures(vendor):
    yield from PROOFS.triggers(vendor)
    yield from DURATIONS.triggers(vendor)
