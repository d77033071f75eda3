"""Seats by screens: added with their function, edited, put to sleep, woken; one presides, one vice-presides."""

import pytest
from django.db import IntegrityError, transaction

from labelling.committee.agenda import actions as agenda
from labelling.committee.models import AgendaItem, CommitteeSeat
from labelling.committee.seats import actions as seat_changes
from labelling.parties.organisms.rules import chair
from portal.core import clock
from portal.models import User
from portal.workflow import Forbidden, audit_log
from tests import factories
from tests.labelling.committee.factories import (
    HELD,
    LISTED,
    attend,
    declare,
    fire,
    fresh,
    in_review,
    make_session,
    text,
)

pytestmark = pytest.mark.django_db
ROOM = "/espace/comite/"
COMPOSITION = ROOM + "composition/"


def added(client, code, **facts):
    data = {
        "code": code,
        "label": f"Siège {code}",
        "college": "USH",
        "order": 100,
        "function": "none",
    }
    return client.post(COMPOSITION + "ajouter/", data | facts)


def edited(client, where, **facts):
    seat = CommitteeSeat.objects.get(code=where)
    data = {name: getattr(seat, name) for name in ("label", "college", "order", "function")}
    return client.post(f"{COMPOSITION}{where}/modifier/", data | facts)


def seat(code):
    return CommitteeSeat.objects.get(code=code)


def functions():
    """{code: function} of the active seats that have one."""
    rows = CommitteeSeat.objects.filter(is_active=True)
    return {one.code: str(one.function) for one in rows if one.function != "none"}


def journal(code):
    return [(e.act, e.sentence) for e in audit_log.entries_of(seat(code)).order_by("seq")]


def called(session):
    return {one.seat.code for one in session.attendances.all()}


def presiding(people):
    """The codes of those who preside today, read again."""
    return {code for code, one in people.items() if chair(User.objects.get(pk=one.pk), None)}


def test_seats_made_by_the_forms_give_a_committee_that_opens_its_session(
    signed_in, nora, organism, sonia
):
    """From no seat at all: the présidence opens one session, the vice-présidence the other."""
    with clock.at(LISTED):
        office = signed_in(nora)
        people = {}
        for code, function in (("PRES", "chair"), ("VICE", "vice_chair"), ("LOC1", "none")):
            assert added(office, code, function=function).status_code == 302
            people[code] = factories.make_user("Membre", code)
            named = {"seat": seat(code).pk, "rank": "full", "email": people[code].email}
            answer = office.post(COMPOSITION + "nommer/", named | {"since_on": "2026-09-01"})
            assert answer.status_code == 302
        sessions = [make_session(nora, days=77), make_session(nora, days=77)]
        for session in sessions:
            agenda.add(session, AgendaItem.Kind.LABEL, in_review(), by=sonia)
            fire(session, "convene", nora)
            fire(session, "send_pack", nora)
    with clock.at(HELD):
        for session in sessions:
            attend(session, nora)
            declare(session, nora)
        addresses = [f"{one.get_absolute_url()}ouvrir-la-seance/" for one in sessions]
        refused = signed_in(people["LOC1"]).post(addresses[0])
        first = signed_in(people["PRES"]).post(addresses[0])
        second = signed_in(people["VICE"]).post(addresses[1])

    assert (refused.status_code, first.status_code, second.status_code) == (403, 302, 302)
    assert [fresh(one).state for one in sessions] == ["open", "open"]
    assert called(sessions[0]) == {"PRES", "VICE", "LOC1"}


@pytest.mark.parametrize("person", ["nora", "sonia"])
def test_who_keeps_the_composition_adds_a_seat_that_presides(signed_in, person, request):
    who = request.getfixturevalue(person)
    answer = added(signed_in(who), "pres", function="chair")

    assert (answer.status_code, answer["Location"]) == (302, COMPOSITION)
    assert functions() == {"PRES": "chair"}
    assert journal("PRES") == [
        ("add_seat", f"{who} a ajouté le siège, qui a la présidence du comité.")
    ]


@pytest.mark.parametrize(
    ("function", "holder", "word"),
    [("chair", "PRES", "présidence"), ("vice_chair", "VICE", "vice-présidence")],
)
def test_a_second_seat_does_not_preside_and_is_told_which_one_does(
    signed_in, people, nora, function, holder, word
):
    client = signed_in(nora)
    sentence = f"Le siège « Siège {holder} » (collège Collège) a déjà la {word} du comité : retirez-la-lui d’abord."
    for answer in (
        added(client, "LOC9", label="Locataires neuf", function=function),
        edited(client, "S3", label="Locataires neuf", function=function),
    ):
        page = text(answer)
        assert (answer.status_code, sentence in page) == (409, True)
        assert f'href="{COMPOSITION}{holder}/modifier/"' in page
        assert 'value="Locataires neuf"' in page
        assert answer.context["form"]["function"].value() == function
    assert functions() == {"PRES": "chair", "VICE": "vice_chair"}
    assert (seat("S3").label, CommitteeSeat.objects.filter(code="LOC9").exists()) == (
        "Siège S3",
        False,
    )


def test_the_presidency_passes_from_a_seat_to_another_in_two_edits(signed_in, people, nora):
    client = signed_in(nora)

    assert edited(client, "PRES", function="none").status_code == 302
    assert edited(client, "S3", function="chair").status_code == 302

    assert functions() == {"S3": "chair", "VICE": "vice_chair"}
    assert presiding(people) == {"S3", "VICE"}


@pytest.mark.parametrize(
    "facts",
    [
        {"is_chair": True},
        {"is_vice_chair": True},
        {"is_chair": True, "is_vice_chair": True, "is_active": False},
    ],
)
def test_the_database_keeps_one_function_a_seat_and_one_seat_a_function(people, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        CommitteeSeat.objects.create(code="X", label="X", college="X", **facts)


def test_a_seat_asleep_keeps_its_function_without_holding_it(people):
    CommitteeSeat.objects.create(code="X", label="X", college="X", is_chair=True, is_active=False)

    assert functions() == {"PRES": "chair", "VICE": "vice_chair"}


def test_a_seat_is_edited_but_for_its_code_and_its_journal_says_what_changed(
    signed_in, people, nora
):
    client = signed_in(nora)
    page = text(client.get(COMPOSITION + "S3/modifier/"))
    answer = edited(client, "S3", label="Ministère", college="État", order=7, code="ZZZ")

    assert "Ce que cet acte va faire" in page
    assert "Le code S3 reste." in page
    assert (answer.status_code, answer["Location"]) == (302, COMPOSITION + "S3/")
    row = seat("S3")
    assert (row.label, row.college, row.order, str(row.function)) == (
        "Ministère",
        "État",
        7,
        "none",
    )
    sentence = (
        "Nora Perrin a modifié le siège\u00a0: nom, de «\u00a0Siège S3\u00a0» à «\u00a0Ministère\u00a0»\u00a0; "
        "collège, de «\u00a0Collège\u00a0» à «\u00a0État\u00a0»\u00a0; ordre, de «\u00a03\u00a0» à «\u00a07\u00a0»."
    )
    assert journal("S3") == [("edit_seat", sentence)]


def test_an_edit_that_changes_nothing_writes_nothing(signed_in, people, nora):
    assert edited(signed_in(nora), "S3").status_code == 302
    assert journal("S3") == []


def test_what_is_wrong_in_a_seat_is_told_and_what_was_typed_stays(signed_in, people, nora):
    client = signed_in(nora)
    answer = edited(client, "S3", label="Un nom nouveau", order=0, function="roi")
    twice = added(client, "s3", label="Un autre nom")

    assert (answer.status_code, 'value="Un nom nouveau"' in text(answer)) == (422, True)
    assert (twice.status_code, "Le code S3 est déjà celui d’un siège." in text(twice)) == (
        422,
        True,
    )
    assert 'value="Un autre nom"' in text(twice)
    assert seat("S3").label == "Siège S3"


def test_two_people_who_edit_one_seat_are_told_of_each_other(signed_in, people, nora):
    client = signed_in(nora)
    seen = client.get(COMPOSITION + "S3/modifier/").context["seen"]
    assert edited(client, "S3", label="De l’une", seen=seen).status_code == 302
    late = client.post(
        COMPOSITION + "S3/modifier/",
        {"label": "De l’autre", "college": "Collège", "order": 3, "function": "none", "seen": seen},
    )

    assert (late.status_code, seat("S3").label) == (409, "De l’une")
    assert "Ce siège a changé pendant que vous écriviez." in text(late)
    assert ["De l’une" in text(late), "De l’autre" in text(late)] == [True, True]


@pytest.mark.parametrize("person", ["carla", "bob"])
@pytest.mark.parametrize(
    "act",
    [
        lambda by: seat_changes.add_seat(by, code="X", label="X", college="X"),
        lambda by: seat_changes.edit(by, seat("S3"), label="X"),
        lambda by: seat_changes.sleep(by, seat("S3")),
        lambda by: seat_changes.wake(by, seat("S3")),
    ],
)
def test_nobody_else_keeps_the_seats(people, person, act, request):
    with pytest.raises(Forbidden):
        act(request.getfixturevalue(person))
