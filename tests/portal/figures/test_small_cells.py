"""Small cells (BR-98): no combination of the cells that are shown tells fewer than three organisms."""

import random
from fractions import Fraction
from itertools import combinations

from portal.figures import tables


def reach(cells, few):
    """Can sums of `cells` be combined into a sum over `few` alone? By plain elimination, no shortcut."""
    people = sorted(set().union(*cells.values()))
    rows = [[Fraction(one in members) for one in people] for members in cells.values()]
    others = [n for n, one in enumerate(people) if one not in few]
    return rank(rows) > rank([[row[n] for n in others] for row in rows])


def rank(rows):
    rows, found = [list(row) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((n for n in range(found, len(rows)) if rows[n][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for n in range(found + 1, len(rows)):
            times = rows[n][column] / rows[found][column]
            rows[n] = [a - times * b for a, b in zip(rows[n], rows[found], strict=True)]
        found += 1
    return found


def test_br98_no_combination_of_what_is_shown_tells_fewer_than_three():
    """Random countries of two tables and their total, checked by another way than the code's."""
    chance = random.Random(98)
    hidden = 0
    for _ in range(40):
        cells = {"all": set()}
        for one in range(chance.randint(3, 11)):
            for key in ("all", f"family {chance.randint(1, 3)}", f"region {chance.randint(1, 4)}"):
                cells.setdefault(key, set()).add(one)
        shown = {key: cells[key] for key in tables.publishable_cells(cells)}
        if not shown:
            continue
        people = sorted(set().union(*shown.values()))
        few = [set(group) for size in (1, 2) for group in combinations(people, size)]
        assert [group for group in few if reach(shown, group)] == []
        hidden += sum(len(members) >= tables.LEAST for members in cells.values()) - len(shown)
    assert hidden > 0


def test_br98_two_tables_crossed_do_not_tell_one_organism():
    """Three cooperatives are all of Bretagne but one: Bretagne less the cooperatives would be that one."""
    cells = {"COOP": {1, 2, 3}, "Bretagne": {1, 2, 3, 4}}

    assert tables.disclosed(cells) == {4}
    assert tables.publishable_cells(cells) == {"Bretagne"}
    assert tables.publishable_cells({"COOP": {1, 2, 3}, "Bretagne": {4, 5, 6}}) == {
        "COOP",
        "Bretagne",
    }
    assert tables.publishable_cells({}) == set()


def test_a_figure_may_ask_for_more_organisms_than_three():
    cells = {"four": {1, 2, 3, 4}, "five": {11, 12, 13, 14, 15}}

    assert tables.publishable_cells(cells) == {"four", "five"}
    assert tables.publishable_cells(cells, least=5) == {"five"}
