"""Lists of the interface: a journal whose like lines are folded, the date of a task."""

import re
from types import SimpleNamespace

import pytest

from tests.portal.ui.test_components import TODAY, draw, text_of


def line(act, sentence, actor="Ali", **more):
    return {
        "at": TODAY, "act": act, "actor_name": actor, "sentence": sentence, "is_decision": False,
    } | more  # fmt: skip


def test_a_journal_folds_what_one_person_did_by_one_act_from_three_lines_on():
    """A visit rates fifty criteria: its other acts are still read at a glance."""
    lines = [SimpleNamespace(**line("rate", f"Ali a coté le critère T0{n}.")) for n in range(4)]
    lines += [
        SimpleNamespace(**line("note", "Ali a noté.")),
        SimpleNamespace(**line("note", "Ali a noté encore.")),
    ]
    lines += [SimpleNamespace(**line("note", "Bea a noté.", actor="Bea"))]
    page = draw("{% journal lines most=3 %}", lines=lines)

    shown = text_of(re.sub(r"<details>.*?</details>", "", page))
    assert (page.count("<li"), page.count("<details>")) == (3, 1)
    assert "3 lignes semblables avant celle-ci" in text_of(page)
    assert [said for said in ("T00", "T01", "a noté.", "noté encore", "Bea") if said in shown] == [
        "T00", "a noté.", "noté encore",
    ]  # fmt: skip


def test_a_journal_never_folds_a_decision_nor_what_has_no_act():
    decisions = [SimpleNamespace(**line("step", "Ali a clos.", is_decision=True)) for _ in range(4)]
    bare = [SimpleNamespace(at=TODAY, sentence="Dit.", is_decision=False) for _ in range(4)]

    assert draw("{% journal lines %}", lines=decisions + bare).count("<li") == 8


@pytest.mark.parametrize(
    ("hand", "label", "said"),
    [
        ("vous", "", "À faire avant le"), ("l’organisme", "", "Promis pour le"), ("vous", "Prévu le", "Prévu le"),
    ],
)  # fmt: skip
def test_a_date_is_a_deadline_to_whoever_holds_the_ball_and_a_promise_to_others(hand, label, said):
    row = {
        "title": "Répondre",
        "url": "/x/",
        "hand": hand,
        "due_on": TODAY.date(),
        "date_label": label,
    }

    assert said in text_of(draw("{% tasks rows %}", rows=[row]))
    panel = "{% act_panel title='Répondre' hand=hand due=day action='Ouvrir' url='/x/' %}"
    is_mine = "à faire avant le" in text_of(draw(panel, hand=hand, day=TODAY.date()))
    assert is_mine == (hand == "vous")
