"""Database triggers: the figures of a yearly report are kept as validated, and its text with them (BR-97)."""

from labelling.steering.yearly_report.models import FORMATS, ReportFigure, YearlyReport
from portal.schema.triggers import Trigger, register_triggers
from portal.workflow.evidence import REFUSAL, Evidence, register_evidence

TEXTS = ("foreword", "sections")
FIGURES = register_evidence(Evidence(ReportFigure))
REPORTS = register_evidence(
    Evidence(
        YearlyReport,
        moving=(
            "since_at",
            "due_on",
            "version",
            "state",
            "counted",
            "counted_at",
            "failure",
            *TEXTS,
        ),
        once=("validated_by", "validated_at", "published_by", "published_at", *FORMATS),
        refused="OLD.state IN ('validated', 'published') "
        "AND (OLD.foreword <> NEW.foreword OR OLD.sections <> NEW.sections) "
        "OR OLD.state IN ('published') AND OLD.state <> NEW.state",
    )
)


@register_triggers
def yearly_reports(vendor):
    """A figure enters a report while it is a draft, at its validation, and never afterwards."""
    table, reports = ReportFigure._meta.db_table, YearlyReport._meta.db_table
    frozen = "r.id = NEW.report_id AND r.state <> 'draft'"
    over = f"EXISTS (SELECT 1 FROM {reports} r WHERE {frozen})"  # noqa: S608 -- names of ours
    yield Trigger(f"{table}_evidence_insert", table, "INSERT", REFUSAL, over)
    yield from FIGURES.triggers(vendor)
    yield from REPORTS.triggers(vendor)
