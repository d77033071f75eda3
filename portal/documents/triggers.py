"""Database triggers: a stored file is written once, its scan and its erasure alone are told later (BR-16)."""

from portal.documents.models import MOVING, StoredFile
from portal.schema.triggers import register_triggers
from portal.workflow.evidence import Evidence, register_evidence
from portal.workflow.facts import ModelFacts, register_told

FILES = register_evidence(Evidence(StoredFile, moving=tuple(sorted(MOVING)), is_sealed=False))
register_told(
    ModelFacts(
        StoredFile,
        (),
        ("sha256", "size", "confidentiality", "holder_type_id", "holder_id"),
        may_leave=True,
    )
)


@register_triggers
def stored_files(vendor):
    """Rows may leave, at the end of what is kept (`erasing`)."""
    yield from FILES.triggers(vendor)
