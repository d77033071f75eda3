"""Concurrent declarations of one organism's reuse: one is saved, the other is refused."""

import threading

import pytest

from observatory.practices.models import GoodPractice
from observatory.reuse import actions
from observatory.reuse.models import PracticeReuse
from portal.access.references import next_reference
from portal.workflow import Refused
from tests import factories
from tests.labelling.labels.test_races import MANY, together
from tests.observatory.factories import make_practice

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
FACTS = {"year": 2025, "context": "Ici.", "changes": "Rien.", "result": "Mieux."}


def test_eight_members_make_one_trial(transactional_db):
    practice = make_practice(factories.make_organism(), "published")
    organism = factories.make_organism()
    by = factories.make_member(organism)

    def tell():
        try:
            found = GoodPractice.objects.get(pk=practice.pk)
            actions.declare(found, organism, by=by, **FACTS)
        except Refused as refused:
            return refused.codes[0]
        return "kept"

    assert sorted(together(tell)) == [*["again"] * (MANY - 1), "kept"]
    assert PracticeReuse.objects.count() == 1


def test_control_without_the_lock_the_database_refuses_seven(transactional_db):
    practice = make_practice(factories.make_organism(), "published")
    organism = factories.make_organism()
    by = factories.make_member(organism)
    references = iter([next_reference("QH-N", 2026) for _ in range(MANY)])
    gate, turn = threading.Barrier(MANY), threading.Lock()

    def tell():
        with turn:
            reference = next(references)
        assert not PracticeReuse.objects.exists()
        gate.wait()
        PracticeReuse.objects.create(
            reference=reference, practice=practice, organism=organism,
            told_by=practice.organism, declared_by=by, **FACTS,
        )  # fmt: skip
        return "kept"

    assert together(tell).count("refused") == MANY - 1
