"""Declared table of the elements: five, and figures that the dictionary knows."""

from labelling.steering.performance.elements import elements
from portal.figures import all_figures


def test_the_five_elements_of_the_brief_are_judged():
    assert [one.title for one in elements()] == [
        "Objectifs et contenus", "Process", "Outils", "Évaluation", "Promotion",
    ]  # fmt: skip


def test_every_figure_that_judges_is_in_the_dictionary_and_judges_one_element():
    known = {one.code for one in all_figures()}
    told = [judge.code for element in elements() for judge in element.judges]

    assert [code for code in told if code not in known] == []
    assert len(told) == len(set(told))


def test_progress_is_declared_up_or_down():
    ways = {judge.better for element in elements() for judge in element.judges}

    assert ways <= {"", "up", "down"}
