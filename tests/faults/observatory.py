"""Faults of the practices: read by two, agreed, counted, found."""

from tests.faults.changes import edit
from tests.faults.fault import Fault

TESTS = "tests/observatory"

FAULTS = (
    Fault(
        "one-reader-publishes",
        "BR-84\u00a0: qui a validé une pratique la publie aussi.",
        "observatory.practices.rules.second_reader",
        edit("practice.validated_by_id != user.pk or not another_reader(practice)", "True"),
        f"{TESTS}/review/test_reviewers.py::test_who_validated_does_not_publish_while_another_can",
    ),
    Fault(
        "some-words-are-enough",
        "La recherche donne des fiches qui n’ont qu’un des mots demandés.",
        "observatory.search.planner.enough",
        edit("return level", "return 1"),
        f"{TESTS}/search/test_contract.py::test_the_sheets_found_are_those_that_hold_all_the_words[database]",
    ),
)
