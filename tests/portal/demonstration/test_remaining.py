"""Remaining parts of an open demonstration: made by the worker one a turn, announced by a strip."""

import pytest

from portal.demonstration import parts, remaining

pytestmark = pytest.mark.django_db


@pytest.fixture
def left(settings, tmp_path, monkeypatch):
    """Two parts in the place of the demonstration's own; what was run."""
    settings.VAR, settings.IS_DEMO = tmp_path, True
    done, later = [], {}
    monkeypatch.setattr(parts, "LATER", later)
    parts.discover()
    later.clear()
    parts.later("one", "la première", order=1)(lambda: done.append("one"))
    parts.later("two", "la seconde", order=2)(lambda: done.append("two"))
    return done


def test_each_turn_of_the_worker_makes_the_next_part(left):
    remaining.leave(parts.in_order(parts.LATER))
    shown = [remaining.labels()]
    for _ in range(3):
        remaining.make_next()
        shown.append(remaining.labels())

    assert shown == [["la première", "la seconde"], ["la seconde"], [], []]
    assert left == ["one", "two"]


def test_a_part_that_is_not_over_is_tried_again(left):
    parts.later("one", "la première", order=1)(lambda: left.append("again") or len(left) > 1)
    remaining.leave(parts.in_order(parts.LATER))
    remaining.make_next()

    assert remaining.labels() == ["la première", "la seconde"]
    remaining.make_next()
    assert remaining.labels() == ["la seconde"]


def test_a_part_that_fails_is_told_and_left_out(left, caplog):
    parts.later("one", "la première", order=1)(lambda: 1 / 0)
    remaining.leave(parts.in_order(parts.LATER))
    remaining.make_next()

    assert remaining.labels() == ["la seconde"]
    assert [record.getMessage() for record in caplog.records] == ["demonstration: one is left out"]


@pytest.mark.django_db
def test_every_page_says_what_is_still_to_come_until_it_is_there(left, client):
    remaining.leave(parts.in_order(parts.LATER))
    assert "En préparation\u00a0: la première, la seconde." in client.get("/annuaire/").text
    remaining.make_next()
    assert "En préparation\u00a0: la seconde." in client.get("/annuaire/").text
    remaining.make_next()

    assert "En préparation" not in client.get("/annuaire/").text


def test_outside_the_demonstration_nothing_is_said(left, settings):
    remaining.leave(parts.in_order(parts.LATER))
    settings.IS_DEMO = False

    assert remaining.labels() == []
