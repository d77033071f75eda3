"""Access matrix of the yearly reports: the office's pages, everybody's."""

from tests.access.lines import public, seen
from tests.access.people import OFFICE

ONE = ("report_year", "report_number")


def page(name, *args, **more):
    return seen(f"labelling:{name}", *ONE, *args, by=OFFICE, **more)


YEARLY_REPORTS = (
    seen("labelling:yearly_report_list", by=OFFICE),
    seen("labelling:yearly_report_open", by=OFFICE),
    page("yearly_report"),
    page("yearly_report_preview"),
    page("yearly_report_foreword"),
    page("yearly_report_section", "report_section"),
    page("yearly_report_move", "report_section", post_only=True),
    page("yearly_report_count", post_only=True),
    page("yearly_report_correct"),
    page("yearly_report_act", literal=("valider",)),
    page("yearly_report_act", literal=("publier",)),
    page("yearly_report_act", literal=("ecarter",)),
    public("labelling:published_reports"),
    public("labelling:published_report", "told_year"),
    public("labelling:published_report_version", "told_year", "report_number"),
    public("labelling:published_report_csv", "told_year", "report_number"),
    public("labelling:published_report_file", "told_year", "report_number", literal=("pdf",)),
    public("api:report", "told_year"),
)
