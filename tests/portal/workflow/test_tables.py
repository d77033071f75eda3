"""Checks of workflow tables: each mistake by its code."""

import pytest
from django.db.models import Q

from labelling.path.dossiers.models import LabelDossier
from portal import workflow
from portal.workflow import Reminder, Timed, Transition, guard
from portal.workflow.checks import faults
from portal.workflow.tables import mender
from tests.portal.workflow.sample_table import is_alice

pytestmark = pytest.mark.django_db


def codes(table):
    return {error.id for error in faults(table)} - {"workflow.E002", "workflow.E005"}


def act(name="late", label="Passer", source=("draft",), target="submitted", by=is_alice, **more):
    return Transition(name, label, source, target, by, **{"past": "a passé"} | more)


def test_a_good_table_has_no_fault_but_its_small_size(build):
    """The test’s table leaves states unreachable and has no mail text: both are said."""
    found = faults(build())

    assert {error.id for error in found} == {"workflow.E002", "workflow.E005"}
    assert any("«\u00a0refused\u00a0»" in error.msg for error in found)
    assert any("templates/essai/mail/avance.txt" in error.msg for error in found)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"path": ("draft", "nowhere")}, "E001"),
        ({"public": {"nowhere": "x"}}, "E001"),
        ({"transitions": (act(target="nowhere"),), "timed": ()}, "E001"),
        ({"transitions": (act(source=("nowhere", "draft")),), "timed": ()}, "E001"),
        ({"undated": {"draft": "x", "nowhere": "x"}}, "E001"),
        ({"dated": {"nowhere": "x"}}, "E001"),
        ({"hands": {"submitted": "le portail"}}, "E003"),
        ({"timed": (Timed("nowhere", Q),)}, "E004"),
        ({"timed": (Timed("send", Q),)}, "E004"),
        ({"transitions": (act("a"), act("b")), "timed": ()}, "E006"),
        ({"transitions": (act(label="…"),), "timed": ()}, "E006"),
        ({"transitions": (act(past=""),), "timed": ()}, "E007"),
        ({"transitions": (act(), act("stay", "Rester", target="draft")), "timed": ()}, "E008"),
    ],
)
def test_a_mistake_in_a_table_is_named(build, changes, code):
    assert codes(build(**changes)) == {f"workflow.{code}"}


BACK = act("back", "Revenir", ("submitted",), "draft")
WAITING = {"hands": {"draft": "Alice", "submitted": "Bruno"}}  # the table's `send` starts no delay


@pytest.mark.parametrize(
    "changes",
    [
        {"undated": {}},
        {"undated": {"draft": ""}},
        WAITING,
        WAITING | {"transitions": (act(due="D01"), act("again", "Encore"), BACK), "timed": ()},
    ],
)
def test_a_state_that_waits_without_a_date_nor_a_reason_is_named(build, changes):
    assert codes(build(**changes)) == {"workflow.E010"}


@pytest.mark.parametrize(
    "changes",
    [
        WAITING
        | {
            "transitions": (act(due="D01"), BACK),
            "timed": (),
        },
        WAITING | {"dated": {"submitted": "le jour de la séance"}},
        WAITING | {"undated": {"draft": "Alice écrit", "submitted": "Bruno lit"}},
        {"hands": {"draft": "Alice", "submitted": "le calendrier"}},
        {"undated": {}, "hands": {"draft": "personne", "submitted": "personne"}},
    ],
)
def test_a_delay_a_rule_or_a_reason_is_enough(build, changes):
    assert codes(build(**changes)) == set()


@pytest.mark.parametrize(("part", "value"), [("icon", "unicorn"), ("tone", "red"), ("icon", "")])
def test_a_state_without_a_look_is_named(build, monkeypatch, part, value):
    monkeypatch.setattr(LabelDossier.State.DRAFT, part, value)

    assert codes(build()) == {"workflow.E009"}


def test_a_reminder_of_an_unknown_state_is_named(build, notice):
    assert codes(build(reminders=(Reminder("nowhere", notice, (1,)),))) == {"workflow.E001"}


def test_every_table_of_the_portal_is_sound():
    found = [str(error) for table in workflow.WORKFLOWS.values() for error in faults(table)]

    assert found == []


def test_the_first_missing_condition_is_enough_and_says_who_mends_it():
    told = []

    def asked(label, said, **more):
        return guard(label, **more)(lambda _: told.append(label) or said)

    elsewhere = asked("ailleurs", "Il manque.", when=lambda _: False)
    met, missing = asked("fait", None, by="personne"), asked("manque", "Il manque.", by=str)
    step = act(needs=(elsewhere, met, missing, asked("ensuite", "Il manque.")))

    assert (step.first_missing("l’organisme"), told) == (missing, ["fait", "manque"])
    assert (mender(missing, "l’organisme"), mender(met, None)) == ("l’organisme", "personne")
    assert act(needs=(met,)).first_missing(None) is None
