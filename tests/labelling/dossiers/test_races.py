"""Concurrent openings of the same dossier (BR-12; PostgreSQL)."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from labelling.path.dossiers.models import LabelDossier
from labelling.path.dossiers.steps.opening import open_dossier, opening_problems
from portal.workflow import Refused
from tests.factories import make_dossier, make_member, make_organism

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def together(act, people=4):
    """What each of `people` signatories gets from opening at the same instant."""
    organism = make_organism()
    members = [make_member(organism, "signatory") for _ in range(people)]
    start, outcomes = threading.Barrier(people), []

    def go(person):
        connection.ensure_connection()
        start.wait()
        try:
            with transaction.atomic():
                outcomes.append(act(organism, person))
        except Refused as refused:
            outcomes.extend(refused.codes)
        except IntegrityError:
            outcomes.append("constraint")
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(person,)) for person in members]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_br12_of_four_openings_at_once_one_succeeds_and_the_others_are_told():
    for _ in range(4):
        found = together(lambda organism, person: open_dossier(organism, by=person).state)

        assert found == ["ALREADY_OPEN"] * 3 + ["draft"]


def look_then_write():
    """The same act without its lock: everybody has looked before anybody writes."""
    looked = threading.Barrier(4)

    def act(organism, _person):
        assert opening_problems(organism, "initial") == []
        looked.wait()
        return make_dossier(organism).state

    return act


def test_br12_control_without_the_lock_the_constraint_is_the_last_wall():
    assert together(look_then_write()) == ["constraint"] * 3 + ["draft"]


def test_br12_control_without_lock_nor_constraint_four_dossiers_open():
    constraint = next(c for c in LabelDossier._meta.constraints if c.name == "dossier_one_open")
    with connection.schema_editor() as editor:
        editor.remove_constraint(LabelDossier, constraint)
    try:
        assert together(look_then_write()) == ["draft"] * 4
    finally:
        LabelDossier.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(LabelDossier, constraint)
