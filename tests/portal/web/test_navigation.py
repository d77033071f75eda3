"""Member bar: one line, the rest under « Plus », the current entry always shown."""

from portal.web.navigation import MOST, folded


def entries(many, here=None):
    return [{"label": str(n), "is_current": n == here} for n in range(many)]


def test_a_bar_that_holds_on_one_line_has_nothing_under_plus():
    assert folded(entries(MOST)) == (entries(MOST), [])


def test_a_longer_bar_keeps_its_first_entries_and_folds_the_rest():
    shown, more = folded(entries(MOST + 3))

    assert (shown, more) == (entries(MOST + 3)[: MOST - 1], entries(MOST + 3)[MOST - 1 :])


def test_the_current_entry_is_never_hidden_under_plus():
    shown, more = folded(entries(MOST + 3, here=MOST + 1))

    assert [entry["label"] for entry in shown] == ["0", "1", "2", "3", "4", "5", "6", "9"]
    assert [entry["label"] for entry in more] == ["7", "8", "10"]
