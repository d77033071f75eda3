"""Database triggers: the facts of an attestation are frozen, and one that is void stays so (BR-66, BR-69)."""

from labelling.parties.organisms.past import MARKS, NEVER_AFTERWARDS
from labelling.title.labels.models import Attestation, Label
from portal.schema.triggers import register_triggers
from portal.workflow.evidence import Evidence, register_evidence
from portal.workflow.facts import ModelFacts, register_told

ATTESTATIONS = register_evidence(
    Evidence(
        Attestation,
        moving=("status", "attempts", "next_try_at", "error"),
        once=("file", "template_hash", "void_reason", *MARKS),
        refused=f"OLD.status = 'void' AND NEW.status <> 'void' OR {NEVER_AFTERWARDS}",
    )
)

register_told(
    ModelFacts(
        Label,
        ("reference",),
        ("organism_id", "start_on", "end_on", "ended_on", "suspended_on", "safeguard_on"),
    )
)


@register_triggers
def attestations(vendor):
    yield from ATTESTATIONS.triggers(vendor)
