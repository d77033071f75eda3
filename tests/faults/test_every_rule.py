"""Rule book (docs/rules.md) against the known faults: each BR has one, or says why no mistake can break it."""

import re

import pytest

from tests.faults.every import FAULTS
from tests.faults.without import WITHOUT
from tests.house.test_rules import entries

RULES = [code for _, code, _ in entries() if code.startswith("BR")]
HARMED = {code for fault in FAULTS for code in re.findall(r"\ABR-\d+(?=\u00a0: )", fault.harm)}


def disagreement(code, rules, harmed, without):
    """What is wrong with this rule among these, or ""."""
    if code not in rules:
        return f"{code} is not in the book"
    if code in harmed and code in without:
        return f"{code} has a fault, and is said to have none"
    return "" if code in harmed or without.get(code) else f"{code} has no fault"


@pytest.mark.parametrize("code", RULES)
def test_each_rule_is_broken_by_a_known_fault_or_says_why_none_can(code):
    assert disagreement(code, RULES, HARMED, WITHOUT) == ""


def test_the_faults_break_rules_of_the_book_alone():
    assert sorted((HARMED | WITHOUT.keys()) - set(RULES)) == []


def test_a_rule_that_lost_its_fault_is_told_and_so_are_two_answers_and_a_rule_unknown():
    book, harmed, without = (
        ["BR-01", "BR-02", "BR-03", "BR-04"],
        {"BR-01", "BR-02"},
        {"BR-03": "why"},
    )
    told = [disagreement(code, book, harmed, without) for code in (*book, "BR-05")]
    taken = disagreement("BR-02", book, harmed - {"BR-02"}, without)
    both = disagreement("BR-02", book, harmed, without | {"BR-02": "why"})
    unsaid = disagreement("BR-03", book, harmed, {"BR-03": ""})

    assert told == ["", "", "", "BR-04 has no fault", "BR-05 is not in the book"]
    assert [taken, both, unsaid] == [
        "BR-02 has no fault",
        "BR-02 has a fault, and is said to have none",
        "BR-03 has no fault",
    ]
