"""Published yearly reports, as the site, its search, its plan and the open data read them."""

from labelling.steering.yearly_report.models import YearlyReport


def published():
    """Every published version, the last of the last year first."""
    rows = YearlyReport.objects.filter(state=YearlyReport.State.PUBLISHED)
    return rows.order_by("-year", "-number")


def by_year():
    """[[the version in force of a year, then the former ones]], the last year first."""
    found = {}
    for report in published():
        found.setdefault(report.year, []).append(report)
    return list(found.values())
