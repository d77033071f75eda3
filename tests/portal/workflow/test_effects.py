"""Effects of a step, derived from the table alone."""

from dataclasses import replace
from datetime import datetime

import pytest

from portal import access
from portal.core import clock
from portal.workflow import Transition
from portal.workflow.effects import foretold
from tests import factories
from tests.portal.workflow.sample_table import is_alice

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(organism):
    return factories.make_dossier(organism)


@pytest.fixture
def titled(notice):
    """The essay's notice, with a line in the catalogue."""
    return replace(notice, title="Un dossier avance", audience="les membres de l’organisme")


def said(table, name, thing):
    return foretold(table.transitions[name], thing)


def test_the_state_the_notices_and_who_goes_on_are_told(build, titled, dossier):
    assert said(build(), "send", dossier) == [
        "L’état devient «\u00a0Déposé\u00a0».",
        "Un message prévient les membres de l’organisme\u00a0: «\u00a0Un dossier avance\u00a0».",
        "La suite\u00a0: le portail.",
    ]


def test_what_the_topic_adds_stands_after_the_state(build, dossier):
    step = Transition(
        "end", "Finir", ("draft",), "dismissed", is_alice, "a fini",
        effects=lambda thing: [f"{thing.organism} n’a plus rien à faire."],
    )  # fmt: skip

    assert said(build(transitions=(step,), timed=()), "end", dossier) == [
        "L’état devient «\u00a0Classé sans suite\u00a0».",
        f"{dossier.organism} n’a plus rien à faire.",
    ]


def test_the_date_of_what_follows_is_told_unless_somebody_types_it(build, dossier):
    row = ("send", "Envoyer", ("draft",), "submitted", is_alice, "a envoyé")
    typed = build(transitions=(Transition(*row, due="D01", form=object),), timed=())
    assert said(typed, "send", dossier)[-1] == "La suite\u00a0: le portail."

    dated = build(transitions=(Transition(*row, due="D01"),), timed=())
    with clock.at(datetime(2026, 11, 24, 12)):
        day = dossier.due_date("D01")
        assert said(dated, "send", dossier)[-1].startswith("La suite\u00a0: le portail, avant le ")
        assert str(day.year) in said(dated, "send", dossier)[-1]


def test_a_step_that_moves_nothing_says_nothing_of_the_state(build, titled, dossier):
    row = ("note", "Noter", ("draft",), "draft", is_alice, "a noté")
    table = build(
        transitions=(
            Transition(*row, tells=(titled,)),
            Transition("x", "X", ("draft",), "submitted", access.clock, "a"),
        )
    )

    assert said(table, "note", dossier) == [
        "Un message prévient les membres de l’organisme\u00a0: «\u00a0Un dossier avance\u00a0».",
    ]
