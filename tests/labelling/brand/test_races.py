"""Concurrent publications of two charters for the same day: one is refused with a sentence."""

import threading

import pytest
from django.db import IntegrityError, connection

from labelling.title.brand import guards
from labelling.title.brand.models import BrandCharterVersion
from labelling.title.brand.workflow import CHARTER
from portal.workflow import Refused
from tests.labelling.brand.factories import draft_charter, make_dircom

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def before(function, gate):
    """`function`, once both have come to it."""

    def waited(*args):
        gate.wait()
        return function(*args)

    return waited


def after(function, gate):
    """What `function` said, once both have asked it."""

    def waited(*args):
        said = function(*args)
        gate.wait()
        return said

    return waited


def published_together():
    """What became of two drafts of the same day, each published in its thread."""
    by = make_dircom()
    drafts = [draft_charter(by, code) for code in ("2026.2", "2026.3")]
    outcomes = []

    def run(charter):
        try:
            outcomes.append(CHARTER.fire(charter, "publish", by=by).state)
        except (Refused, IntegrityError) as fault:
            outcomes.append(type(fault).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(draft,)) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_br10_of_two_charters_at_once_the_second_is_refused_with_a_sentence(monkeypatch):
    """Both have passed their guards before either takes the lock."""
    lock = before(BrandCharterVersion.lock_siblings, threading.Barrier(2))
    monkeypatch.setattr(BrandCharterVersion, "lock_siblings", lock)

    assert published_together() == ["Refused", "published"]


def test_control_without_the_lock_only_the_database_refuses_it(monkeypatch):
    """Both have looked a second time, as they do under the lock, before either writes."""
    look = after(guards.after_the_last, threading.Barrier(2))
    monkeypatch.setattr(BrandCharterVersion, "lock_siblings", lambda charter: None)
    monkeypatch.setattr(guards, "after_the_last", look)

    assert published_together() == ["IntegrityError", "published"]
