"""Database triggers: the ratings of an audit and the versions of its report are kept as they were (BR-31, BR-37)."""

from labelling.path.audits.reports.models import AuditRating, Report, Snapshot
from labelling.path.audits.reports.snapshots import is_intact
from portal.schema.triggers import register_triggers
from portal.workflow.evidence import Evidence, register_evidence
from portal.workflow.facts import ModelFacts, register_told

KEPT = (
    register_evidence(Evidence(Snapshot, is_intact=is_intact)),
    register_evidence(Evidence(Report)),
)

register_told(
    ModelFacts(
        AuditRating, ("mission__reference", "criterion__code"), ("rating", "is_na", "comment")
    )
)


@register_triggers
def audit_evidence(vendor):
    for one in KEPT:
        yield from one.triggers(vendor)
