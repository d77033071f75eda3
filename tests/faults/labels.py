"""Faults of the label as a title: validity, suspension, withdrawal, register."""

from dataclasses import replace

from django.db.models import Q

from portal import clock
from tests.faults.changes import answer, edit, step, value
from tests.faults.fault import Fault

TESTS = "tests/labelling/labels"


def _ending():
    return Q(end_on__lte=clock.today())


FAULTS = (
    Fault(
        "label-one-day-too-long",
        "BR-63 : le label dure un jour de trop.",
        "portal.calendar.last_day_of_validity",
        edit("add_months(start, months) - timedelta(days=1)", "add_months(start, months)"),
        "tests/portal/test_calendar.py::test_br63_a_label_is_valid_thirty_six_months_less_a_day[2024-06-15-2027-06-14]",
    ),
    Fault(
        "suspended-before-heard",
        "BR-72 : un label est suspendu avant la fin de la phase contradictoire.",
        "labelling.labels.guards.heard",
        answer(None),
        f"{TESTS}/test_workflow.py::test_br72_a_suspension_waits_for_thirty_days_after_the_written_notice",
    ),
    Fault(
        "decision-of-another-measure",
        "BR-62 : un vote de suspension laisse le secrétariat retirer le label.",
        "labelling.labels.workflow.LABEL",
        step("withdraw", lambda withdraw: {"needs": withdraw.needs[1:]}),
        f"{TESTS}/test_workflow.py::test_br62_the_decision_of_one_measure_does_not_serve_another",
    ),
    Fault(
        "expired-on-last-day",
        "BR-63 : le label échoit la veille de sa fin.",
        "labelling.labels.workflow.LABEL.timed",
        value(lambda timed: tuple(replace(one, when=_ending) for one in timed)),
        f"{TESTS}/test_workflow.py::test_a_label_expires_the_day_after_its_end[active]",
    ),
)
