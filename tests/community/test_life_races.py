"""Eight concurrent actions: versions numbered in order, mentors never overloaded."""

import threading
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from community.documents import actions
from community.documents.models import KIND
from community.mentoring import actions as pairing
from community.models import DocumentVersion, Mentoring, SpaceDocument
from community.spaces.seeds import ensure_spaces
from labelling.parties.organisms.models import Organism
from portal import documents
from portal.models import Role
from portal.workflow import Refused
from tests import factories
from tests.community.factories import club
from tests.labelling.labels.factories import make_label
from tests.labelling.labels.test_races import MANY, together
from tests.portal.documents.build import picture

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
TODAY = date(2026, 11, 24)


def upload():
    return SimpleUploadedFile("grille.png", picture())


@pytest.fixture
def sonia(transactional_db):
    ensure_spaces()
    return factories.make_user("Sonia", "Vasseur", roles=[Role.REFERENT])


@pytest.fixture
def document(sonia):
    facts = {"folder": "Méthode", "effective_on": TODAY, "file": upload()}
    return actions.add(club(), by=sonia, title="Grille", **facts)


def test_eight_versions_at_once_take_eight_numbers(document, sonia):
    def add():
        found = SpaceDocument.objects.get(pk=document.pk)
        actions.add_version(found, by=sonia, file=upload(), effective_on=TODAY)
        return "kept"

    assert together(add) == ["kept"] * MANY
    numbers = DocumentVersion.objects.order_by("number").values_list("number", "file__version")
    assert list(numbers) == [(n, n) for n in range(1, MANY + 2)]


def test_control_without_the_lock_the_database_refuses_seven(document, sonia):
    """The same writing without `acting`: all read the same last number, one alone is kept."""
    gate = threading.Barrier(MANY)

    def add():
        found = SpaceDocument.objects.get(pk=document.pk)
        number = found.versions.count() + 1
        stored = documents.store(upload(), holder=found, by=sonia, kind=KIND)
        gate.wait()
        DocumentVersion.objects.create(
            document=found, number=number, file=stored, effective_on=TODAY, added_by=sonia
        )
        return "kept"

    assert together(add).count("refused") == MANY - 1


def pair(sonia):
    mentor = factories.make_organism("Ancien", departement="35", region="53")
    label = make_label(mentor, start_on=date(2025, 1, 1))
    type(label).objects.filter(pk=label.pk).update(cycle=2)
    for n in range(MANY):
        make_label(factories.make_organism(f"Nouveau {n}"), start_on=date(2026, 9, 1))
    return mentor, iter(Organism.objects.filter(name__startswith="Nouveau"))


def test_eight_proposals_at_once_load_one_mentor_with_two(sonia):
    mentor, waiting = pair(sonia)
    turn = threading.Lock()

    def propose():
        with turn:
            mentee = next(waiting)
        try:
            pairing.propose(Organism.objects.get(pk=mentor.pk), mentee, by=sonia)
        except (Refused, ValidationError) as refused:
            return refused.codes[0]
        return "kept"

    assert sorted(together(propose)) == ["kept"] * 2 + ["unfit"] * (MANY - 2)
    assert Mentoring.objects.count() == 2
