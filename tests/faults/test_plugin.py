"""The mechanism of the faults itself: what is caught, what is missed, what does not apply any more."""

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from tests.faults import count
from tests.faults.every import FAULTS
from tests.faults.fault import Lost

ROOT = Path(__file__).resolve().parents[2]

SAMPLE = '''
"""Ages."""

LIMIT = 18


def is_of_age(age):
    return age >= LIMIT


def ages(first):
    yield first
    yield first + 1
'''
CONFTEST = """
from tests.faults import plugin
from tests.faults.changes import answer, edit, instead, value
from tests.faults.fault import Fault

AT, TEST = "sample.is_of_age", "test_sample.py::test_age"
FAULTS = (
    Fault("edited", "harm", AT, edit(">=", ">"), TEST),
    Fault("answered", "harm", AT, answer(True), TEST),
    Fault("instead", "harm", AT, instead(lambda original, age: original(age + 1)), TEST),
    Fault("valued", "harm", "sample.LIMIT", value(21), TEST),
    Fault("generated", "harm", "sample.ages", answer(()), "test_sample.py::test_ages"),
    Fault("identical", "harm", AT, edit(">=", ">= "), TEST),
    Fault("renamed", "harm", "sample.is_adult", answer(True), TEST),
    Fault("rewritten", "harm", AT, edit("<=", "<"), TEST),
    Fault("misspelt", "harm", AT, edit("LIMIT", "LIMTI"), TEST),
)


def pytest_addoption(parser):
    plugin.add_options(parser)


def pytest_configure(config):
    if plugin.is_asked(config):
        config.pluginmanager.register(plugin.Plugin(FAULTS, config), "faults")
"""
TESTS = """
from sample import ages, is_of_age


def test_age():
    assert [is_of_age(age) for age in (17, 18)] == [False, True]


def test_ages():
    assert list(ages(3)) == [3, 4]


def test_after_all():
    assert (is_of_age(18), list(ages(0))) == (True, [0, 1])
"""


@pytest.fixture
def run(pytester, monkeypatch):
    """`run("--faults")`: what a run of three small tests says."""
    pytester.makepyfile(sample=SAMPLE, test_sample=TESTS)
    pytester.makeconftest(CONFTEST)
    monkeypatch.setenv("PYTHONPATH", f"{pytester.path}:{pytester._request.config.rootpath}")
    options = ("-p", "no:django", "-p", "no:cacheprovider", "-v")
    return lambda *more: pytester.runpytest_subprocess(*options, *more)


def test_a_fault_is_caught_missed_or_does_not_apply_and_everything_is_put_back(run):
    said = run("--faults")

    said.assert_outcomes(passed=3 + 5, failed=4)
    text = said.stdout.str()
    assert (
        "Fautes\u00a0: 5 rattrapées sur 9\u00a0; non rattrapées\u00a0: identical, renamed" in text
    )
    assert "La faute «\u00a0identical\u00a0» n’est pas rattrapée" in text
    assert (
        "La faute «\u00a0renamed\u00a0» ne s’applique plus\u00a0: sample.is_adult n’existe pas"
        in text
    )
    assert (
        "La faute «\u00a0rewritten\u00a0» ne s’applique plus\u00a0: sample.is_of_age contient 0 fois"
        in text
    )


def test_without_being_asked_no_fault_is_tried(run):
    run().assert_outcomes(passed=3)


def test_the_count_is_gathered_from_the_workers(run):
    said = run("--faults-only", "-n", "2", "--dist", "loadfile")

    assert "Fautes\u00a0: 5 rattrapées sur 9\u00a0; non rattrapées" in said.stdout.str()


def test_what_is_not_run_is_told(run):
    assert "Fautes\u00a0: 1 rattrapées sur 9" in run("--faults", "-k", "ages").stdout.str()


def test_each_fault_has_a_name_of_its_own():
    names = [fault.name for fault in FAULTS]

    assert sorted(set(names)) == sorted(names)


@pytest.mark.django_db
def test_each_fault_still_applies():
    """Whoever renames what a fault breaks is told here, all of them at once."""
    lost = []
    for fault in FAULTS:
        try:
            with fault.applied():
                pass
        except Lost as error:
            lost.append(str(error))

    assert lost == []


def test_each_fault_names_a_test_that_is_there():
    """Whoever moves or merges a test carries its node id along."""
    lost = []
    for fault in FAULTS:
        path, _, test = fault.caught_by.partition("::")
        name, place = test.partition("[")[0], ROOT / path
        if not place.exists() or not re.search(rf"^def {name}\(", place.read_text(), re.MULTILINE):
            lost.append(fault.caught_by)

    assert lost == []


def test_the_reports_of_several_parts_are_counted_together():
    """A fault that one of the parts misses is missed."""
    names = ("test_a~one[x]", "test_a~two", "test_a", "test_a~two[y]")
    cases = [Element("testcase", name=name) for name in names]
    cases[-1].append(Element("failure"))
    found = count.tried(cases)

    assert found == {"one": True, "two": False}
    assert count.is_short(found)
    caught = dict.fromkeys((fault.name for fault in FAULTS), True)
    assert not count.is_short(caught)
    many = len(FAULTS)
    assert count.sentence(caught) == f"Fautes\u00a0: {many} rattrapées sur {many}."
