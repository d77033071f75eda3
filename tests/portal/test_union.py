"""Union of several models in one query, given back as objects of their models."""

from datetime import date

import pytest

from labelling.audits.models import AuditMission
from labelling.dossiers.models import LabelDossier
from labelling.organisms.models import Organism
from portal.core import union
from portal.models import User
from portal.notifications.models import Message
from tests.factories import make_dossier, make_organism
from tests.labelling.audits.factories import make_mission

pytestmark = pytest.mark.django_db


def parts():
    return [
        union.Part(
            "dossiers", LabelDossier.objects.all(), ("due_on", "organism__name", "since_at")
        ),
        union.Part("organismes", Organism.objects.filter(slug="un"), ("name",)),
        union.Part("personnes", User.objects.none(), ("email",)),
    ]


def test_objects_of_several_models_come_in_one_query(django_assert_num_queries):
    dossier = make_dossier(make_organism("Un", slug="un"), due_on=date(2026, 12, 24))
    union.read(parts())  # SQLite tells once a process that it has JSON
    with django_assert_num_queries(1):
        found = dict(union.read(parts()))
        told = found["dossiers"].due_on, found["dossiers"].organism.name, found["organismes"].name

    assert told == (date(2026, 12, 24), "Un", "Un")
    assert found == {"dossiers": dossier, "organismes": dossier.organism}
    assert found["dossiers"].since_at == dossier.since_at


def test_the_same_for_one_and_for_many(django_assert_num_queries):
    for n in range(9):
        make_dossier(make_organism(f"Organisme {n}"))
    with django_assert_num_queries(1):
        names = sorted(thing.organism.name for _code, thing in union.read(parts()))

    assert names == [f"Organisme {n}" for n in range(9)]


def test_what_is_not_named_is_deferred():
    dossier = make_dossier(make_organism("Un"))
    (_code, found), *_ = union.read(parts())

    assert "state" in found.get_deferred_fields()
    assert found.state == dossier.state


def test_a_relation_to_nothing_is_none():
    make_mission(make_dossier(make_organism("Un")), state="to_assign", auditor=None)
    rows = AuditMission.objects.all()
    ((_code, found),) = union.read(
        [union.Part("m", rows, ("auditor__user__email", "dossier__reference"))]
    )

    assert (found.auditor, found.dossier.reference[:4]) == (None, "QH-D")


def test_an_identifier_is_itself_again(alice):
    dossier = make_dossier(make_organism("Un"))
    facts = {"thing_type": "labelling.labeldossier", "thing_id": dossier.pk, "person": alice}
    one = Message.objects.create(notice="dossier.submitted", event_key="1", **facts)
    ((_code, found),) = union.read(
        [union.Part("m", Message.objects.all(), ("uid", "person__email"))]
    )

    assert (found.uid, found.person.email) == (one.uid, alice.email)


def test_the_first_rows_of_a_part_are_those_of_its_order():
    for day in (3, 1, 2):
        make_dossier(make_organism(f"Organisme {day}"), due_on=date(2026, 12, day))
    rows = union.at_most(LabelDossier.objects.order_by("due_on"), 2)
    found = union.read([union.Part("dossiers", rows, ("due_on",)), *parts()[1:]])

    assert sorted(thing.due_on.day for _code, thing in found) == [1, 2]


def test_nothing_to_ask_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert list(union.read([])) == []
