"""Remaining parts of an open demonstration: made by the worker one a turn, announced by a strip."""

import pytest

from portal.demonstration import jobs, registry

pytestmark = pytest.mark.django_db


@pytest.fixture
def left(settings, tmp_path, monkeypatch):
    """Two parts in the place of the demonstration's own; what was run."""
    settings.VAR, settings.IS_DEMO = tmp_path, True
    done, later = [], {}
    monkeypatch.setattr(registry, "LATER", later)
    registry.discover()
    later.clear()
    registry.later("one", "la première", order=1)(lambda: done.append("one"))
    registry.later("two", "la seconde", order=2)(lambda: done.append("two"))
    return done


def test_each_turn_of_the_worker_makes_the_next_part(left):
    jobs.leave(registry.in_order(registry.LATER))
    shown = [jobs.labels()]
    for _ in range(3):
        jobs.make_next()
        shown.append(jobs.labels())

    assert shown == [["la première", "la seconde"], ["la seconde"], [], []]
    assert left == ["one", "two"]


def test_a_part_that_is_not_over_is_tried_again(left):
    registry.later("one", "la première", order=1)(lambda: left.append("again") or len(left) > 1)
    jobs.leave(registry.in_order(registry.LATER))
    jobs.make_next()

    assert jobs.labels() == ["la première", "la seconde"]
    jobs.make_next()
    assert jobs.labels() == ["la seconde"]


def test_a_part_that_fails_is_told_and_left_out(left, caplog):
    registry.later("one", "la première", order=1)(lambda: 1 / 0)
    jobs.leave(registry.in_order(registry.LATER))
    jobs.make_next()

    assert jobs.labels() == ["la seconde"]
    assert [record.getMessage() for record in caplog.records] == ["demonstration: one is left out"]


@pytest.mark.django_db
def test_every_page_says_what_is_still_to_come_until_it_is_there(left, client):
    jobs.leave(registry.in_order(registry.LATER))
    assert "En préparation\u00a0: la première, la seconde." in client.get("/annuaire/").text
    jobs.make_next()
    assert "En préparation\u00a0: la seconde." in client.get("/annuaire/").text
    jobs.make_next()

    assert "En préparation" not in client.get("/annuaire/").text


def test_outside_the_demonstration_nothing_is_said(left, settings):
    jobs.leave(registry.in_order(registry.LATER))
    settings.IS_DEMO = False

    assert jobs.labels() == []
