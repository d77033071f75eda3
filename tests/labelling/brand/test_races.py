"""Concurrent publications of two charters for the same day: one is refused with a sentence."""

import threading

import pytest
from django.db import IntegrityError, connection

from labelling.brand.models import BrandCharterVersion
from labelling.brand.workflow import CHARTER
from portal.workflow import Refused
from tests.labelling.brand.factories import draft_charter, make_dircom

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def gated(monkeypatch):
    """Both have passed their guards before either goes on."""
    gate = threading.Barrier(2)
    lock = BrandCharterVersion.lock_siblings

    def install(*, with_lock):
        def wait(charter):
            gate.wait()
            if with_lock:
                lock(charter)

        monkeypatch.setattr(BrandCharterVersion, "lock_siblings", wait)

    return install


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


def test_br10_of_two_charters_at_once_the_second_is_refused_with_a_sentence(gated):
    gated(with_lock=True)

    assert published_together() == ["Refused", "published"]


def test_control_without_the_lock_only_the_database_refuses_it(gated):
    gated(with_lock=False)

    assert published_together() == ["IntegrityError", "published"]
