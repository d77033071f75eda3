"""Concurrent reviewers and concurrent versions (PostgreSQL: SQLite cannot prove it)."""

from contextlib import contextmanager

import pytest
from django.db import transaction

from observatory.practices import versions
from observatory.practices.models import GoodPractice
from portal.models import Role
from portal.workflow import engine
from tests import factories
from tests.observatory.factories import fire, make_practice, say
from tests.races import together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 5


@contextmanager
def reading_only(thing, expected_version=None):
    """The control: what `locked` does, without the lock."""
    with transaction.atomic():
        yield type(thing)._base_manager.get(pk=thing.pk)


def opposite_answers():
    """One validates while the other gives it back: how many answers were kept, of two."""
    organism = factories.make_organism()
    alice = factories.make_member(organism)
    readers = [factories.make_user(roles=[role]) for role in (Role.REFERENT, Role.DEPUTY)]
    practice = fire(make_practice(organism), "submit", alice)
    raised = together([
        lambda: fire(practice, "validate", readers[0]),
        lambda: fire(practice, "request_changes", readers[1], **say()),
    ])  # fmt: skip
    return 2 - len(raised)


def test_two_readers_at_once_give_one_answer():
    assert [opposite_answers() for _ in range(ROUNDS)] == [1] * ROUNDS


def test_without_the_lock_two_readers_may_both_answer(monkeypatch):
    """The control: the journal’s chain would fork, or both would be kept."""
    monkeypatch.setattr(engine, "locked", reading_only)
    monkeypatch.setattr(
        engine.audit_log, "write", lambda *_a, **_k: type("Line", (), {"seq": 1, "act": ""})()
    )
    monkeypatch.setattr(engine.outbox, "write", lambda *_a, **_k: None)

    assert any(opposite_answers() == 2 for _ in range(ROUNDS * 3))


def opened_together():
    organism = factories.make_organism()
    people = [factories.make_member(organism) for _ in range(2)]
    practice = make_practice(organism, "published")
    raised = together([lambda p=p: versions.open_edition(practice, by=p) for p in people])
    return raised, GoodPractice.objects.filter(edition_of=practice).count()


def test_two_colleagues_open_one_version():
    assert [opened_together() for _ in range(ROUNDS)] == [([], 1)] * ROUNDS


def test_without_the_lock_the_database_refuses_the_second_version(monkeypatch):
    """The control: the constraint then speaks, where the lock led both to the same draft."""
    monkeypatch.setattr(engine, "locked", reading_only)
    counts, is_refused = set(), False
    for _ in range(ROUNDS * 3):
        raised, count = opened_together()
        counts.add(count)
        if is_refused := bool(raised):
            break

    assert (counts, is_refused) == ({1}, True)
