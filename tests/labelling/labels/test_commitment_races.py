"""Concurrent drafts of one commitment: one is kept, the other is told."""

import threading

import pytest

from labelling.title.labels.commitments import models
from labelling.title.labels.commitments.models import PublishedCommitment
from portal.web.submissions.edit_conflicts import Changed
from tests.factories import make_member, make_organism
from tests.labelling.labels.test_races import MANY, together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
FACTS = {"text": "Répondre", "target": "", "result": "", "measured_on": None, "source": ""}


def test_eight_writers_of_one_place_make_one_draft(transactional_db):
    organism = make_organism()
    people = [make_member(organism, "contact") for _ in range(MANY)]
    waiting = iter(people)
    turn = threading.Lock()

    def write():
        with turn:
            by = next(waiting)
        try:
            models.write(organism, 1, FACTS | {"text": str(by)}, by=by, seen="")
        except Changed:
            return "told"
        return "kept"

    given = together(write)

    assert sorted(given) == ["kept", *["told"] * (MANY - 1)]
    assert PublishedCommitment.objects.count() == 1


def test_control_without_the_lock_they_all_write_and_the_database_refuses():
    organism = make_organism()
    by = make_member(organism, "contact")
    gate = threading.Barrier(MANY)

    def write():
        found = PublishedCommitment.objects.filter(organism=organism, place=1).exists()
        gate.wait()
        assert not found
        PublishedCommitment.objects.create(
            organism=organism, place=1, text="Répondre", written_by=by
        )
        return "kept"

    assert together(write).count("refused") == MANY - 1
