"""Members' search source: the yearly reports, by their year and their opening words."""

from labelling.steering.yearly_report.models import YearlyReport
from portal import search

FIELDS = ("year", "number", "state", "foreword")


def _more(row):
    return f"bilan annuel {row[0]} chiffres"


def _result(row):
    year, number, state, _ = row
    report = YearlyReport(year=year, number=number, state=state)
    return search.Result(
        str(report), report.get_absolute_url(), report.get_state_display(), None, ""
    )


REPORTS = search.Words("yearly_reports", YearlyReport, FIELDS, texts=("foreword",), more=_more)


@search.source("yearly_reports", "Bilans annuels", 95, REPORTS)
def yearly_reports(user, query):
    rows = YearlyReport.objects.visible_to(user)
    return search.matching(rows, query, REPORTS, tell=_result)
