"""Concurrent openings of a mission of the same audit (PostgreSQL)."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from labelling.path.audits import actions, dates
from labelling.path.audits.models import AuditMission
from portal.workflow import Refused
from tests.factories import make_dossier, make_member, make_organism
from tests.labelling.audits.factories import make_mission

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def together(act, people=4):
    """What each of `people` members gets from opening the mission at the same instant."""
    dossier = make_dossier(make_organism(), state="audit")
    members = [make_member(dossier.organism, "signatory") for _ in range(people)]
    start, outcomes = threading.Barrier(people), []

    def go(person):
        connection.ensure_connection()
        start.wait()
        try:
            with transaction.atomic():
                outcomes.append(act(dossier, person))
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


def test_of_four_openings_at_once_one_succeeds_and_the_others_are_told():
    found = together(
        lambda dossier, by: actions.open_mission(dossier, "implementation", by=by).state
    )

    assert found == ["already_open"] * 3 + ["to_assign"]


def look_then_write():
    """The same act without its lock: everybody has looked before anybody writes."""
    looked = threading.Barrier(4)

    def act(dossier, _person):
        assert dates.problem(dossier, "implementation") is None
        looked.wait()
        return make_mission(dossier).state

    return act


def test_control_without_the_lock_the_constraint_is_the_last_wall():
    assert together(look_then_write()) == ["constraint"] * 3 + ["to_assign"]


def test_control_without_lock_nor_constraint_four_missions_open():
    constraint = next(c for c in AuditMission._meta.constraints if c.name == "mission_running_once")
    with connection.schema_editor() as editor:
        editor.remove_constraint(AuditMission, constraint)
    try:
        assert together(look_then_write()) == ["to_assign"] * 4
    finally:
        AuditMission.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(AuditMission, constraint)
