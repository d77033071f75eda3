"""One year opened by two people at once, on PostgreSQL: one report, and a sentence for the second."""

import threading

import pytest
from django.db import connection

from labelling.steering.yearly_report import actions
from labelling.steering.yearly_report.models import YearlyReport
from portal.models import Role
from portal.workflow import Refused
from tests.evidence import empty
from tests.factories import make_user
from tests.races import met_before

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
KEPT = ("yearly_report_version", "yearly_report_one_open")


@pytest.fixture
def office(transactional_db):
    return [make_user("Sonia", roles=[Role.REFERENT]), make_user("Paul", roles=[Role.DEPUTY])]


def opened_together(office, monkeypatch):
    """What became of two openings of 2025, both having looked before either writes."""
    outcomes = []
    met_before(monkeypatch, YearlyReport, "save")

    def run(by):
        try:
            outcomes.append(actions.open_year(2025, by=by).state)
        except Refused as refused:
            outcomes.append(refused.codes)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(by,)) for by in office]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes, key=str)


def test_a_year_that_two_people_open_at_once_has_one_report(office, monkeypatch):
    assert opened_together(office, monkeypatch) == [["open"], "draft"]
    assert YearlyReport.objects.count() == 1


def test_control_without_its_constraints_it_would_have_two(office, monkeypatch):
    kept = [one for one in YearlyReport._meta.constraints if one.name in KEPT]
    with connection.schema_editor() as editor:
        for one in kept:
            editor.remove_constraint(YearlyReport, one)
    try:
        assert opened_together(office, monkeypatch) == ["draft", "draft"]
        assert list(YearlyReport.objects.values_list("year", "number")) == [(2025, 1)] * 2
    finally:
        empty(YearlyReport)
        with connection.schema_editor() as editor:
            for one in kept:
                editor.add_constraint(YearlyReport, one)
