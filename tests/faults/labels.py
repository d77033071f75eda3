"""Faults of the label as a title: validity, suspension, withdrawal, register."""

from tests.faults.changes import answer, edit
from tests.faults.fault import Fault

TESTS = "tests/labelling/labels"


FAULTS = (
    Fault(
        "label-one-day-too-long",
        "BR-63\u00a0: le label dure un jour de trop.",
        "portal.core.working_days.last_day_of_validity",
        edit("add_months(start, months) - timedelta(days=1)", "add_months(start, months)"),
        "tests/portal/core/test_working_days.py::test_br63_a_label_is_valid_thirty_six_months_less_a_day[2024-06-15-2027-06-14]",
    ),
    Fault(
        "suspended-before-heard",
        "BR-72\u00a0: un label est suspendu avant la fin de la phase contradictoire.",
        "labelling.labels.guards.heard",
        answer(None),
        f"{TESTS}/test_workflow.py::test_br72_a_suspension_waits_for_thirty_days_after_the_written_notice",
    ),
    Fault(
        "renewal-overlaps",
        "BR-65\u00a0: le label renouvelé commence avant la fin de l’ancien.",
        "labelling.labels.granting.term",
        edit("working_days.add_days(former_end_on, 1) if", "former_end_on if"),
        f"{TESTS}/test_granting.py::test_br65_a_renewal_before_the_end_starts_the_day_after",
    ),
    Fault(
        "withdrawn-still-listed",
        "BR-68\u00a0: un label retiré par le comité paraît encore dans l’annuaire et l’open data.",
        "labelling.labels.register.listed",
        edit("Label.objects.in_force(day)", 'Label.objects.exclude(state="expired")'),
        "tests/test_withdrawal_everywhere.py::test_br_68_withdrawn_label_is_gone_everywhere_at_once",
    ),
    Fault(
        "small-cell-by-subtraction",
        "BR-98\u00a0: deux tableaux publics, croisés, donnent le score d’un organisme.",
        "portal.figures.small_cells.disclosed",
        answer(frozenset()),
        "tests/portal/figures/test_small_cells.py::test_br98_two_tables_crossed_do_not_tell_one_organism",
    ),
    Fault(
        "number-given-twice",
        "BR-67\u00a0: deux attestations émises au même instant portent le même numéro.",
        "portal.access.references.next_references",
        edit("Counter.objects.select_for_update().get", "Counter.objects.get"),
        f"{TESTS}/test_races.py::test_br67_eight_attestations_at_once_get_eight_numbers",
    ),
)
