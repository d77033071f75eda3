"""Seats by screens: added with their function, edited, put to sleep, woken; one presides, one vice-presides."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from labelling.committee import agenda, mandates, seat_changes
from labelling.committee.models import AgendaItem, CommitteeSeat, CommitteeSession, SeatHolder
from labelling.organisms.rules import chair
from portal.access.references import next_reference
from portal.core import clock
from portal.models import User
from portal.workflow import Forbidden, Refused, audit_log
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


def test_a_seat_put_to_sleep_is_called_no_more_and_its_mandates_end(signed_in, people, nora):
    session = make_session(nora, days=77)
    client = signed_in(nora)
    page = text(client.get(COMPOSITION + "S3/sommeil/"))
    answer = client.post(COMPOSITION + "S3/sommeil/")

    assert "Ce que cet acte va faire" in page
    assert "Le mandat de Membre S3 full, titulaire, prend fin aujourd’hui." in page
    assert "Le mandat de Membre S3 substitute, suppléant, prend fin aujourd’hui." in page
    assert (answer.status_code, seat("S3").is_active) == (302, False)
    days = SeatHolder.objects.filter(seat__code="S3").values_list("until_on", flat=True)
    assert set(days) == {clock.today()}
    assert called(session) == called(make_session(nora, days=90)) == {"PRES", "VICE", "S4", "S5"}
    ended = "de Membre S3 full, titulaire, puis de Membre S3 substitute, suppléant"
    sentence = f"Nora Perrin a mis le siège en sommeil\u00a0; prend fin le mandat {ended}."
    assert journal("S3") == [("sleep_seat", sentence)]


def test_a_seat_that_wakes_is_called_again_with_its_function_and_nobody_holds_it(
    signed_in, people, nora
):
    session = make_session(nora, days=77)
    client = signed_in(nora)
    sleepy = text(client.get(COMPOSITION + "PRES/sommeil/"))
    client.post(COMPOSITION + "PRES/sommeil/")
    between = functions()
    page = text(client.get(COMPOSITION + "PRES/reveil/"))
    answer = client.post(COMPOSITION + "PRES/reveil/")

    assert "Plus aucun siège n’a la présidence du comité." in sleepy
    assert "Il a de nouveau la présidence du comité." in page
    assert (answer.status_code, between) == (302, {"VICE": "vice_chair"})
    assert functions() == {"PRES": "chair", "VICE": "vice_chair"}
    assert (called(session), mandates.current("PRES", "full")) == (
        {"PRES", "VICE", "S3", "S4", "S5"}, None,
    )  # fmt: skip
    assert [act for act, _ in journal("PRES")] == ["sleep_seat", "wake_seat"]


def test_a_seat_does_not_wake_to_a_function_that_another_took(signed_in, people, nora):
    client = signed_in(nora)
    client.post(COMPOSITION + "PRES/sommeil/")
    edited(client, "S3", function="chair")
    shown = client.get(COMPOSITION + "PRES/reveil/")
    answer = client.post(COMPOSITION + "PRES/reveil/")

    sentence = "Le siège « Siège S3 » (collège Collège) a déjà la présidence du comité"
    assert [sentence in text(page) for page in (shown, answer)] == [True, True]
    assert (answer.status_code, seat("PRES").is_active) == (409, False)
    edited(client, "PRES", function="none")
    assert client.post(COMPOSITION + "PRES/reveil/").status_code == 302


def test_who_comes_second_is_told_that_the_seat_sleeps_or_is_awake(signed_in, people, nora):
    client = signed_in(nora)
    awake = client.post(COMPOSITION + "S3/reveil/")
    client.post(COMPOSITION + "S3/sommeil/")
    asleep = client.post(COMPOSITION + "S3/sommeil/")

    assert (awake.status_code, "Ce siège est déjà en activité." in text(awake)) == (409, True)
    assert (asleep.status_code, "Ce siège est déjà en sommeil." in text(asleep)) == (409, True)
    assert [act for act, _ in journal("S3")] == ["sleep_seat"]


def acts(nora, code="S3"):
    """{act: whether it was refused for a session under way}, each undone."""

    def told(act):
        try:
            with transaction.atomic():
                act()
                transaction.set_rollback(True)
        except Refused as refusal:
            return refusal.codes
        return []

    row = seat(code)
    return {
        "edit": told(lambda: seat_changes.edit(nora, row, label="Autre")),
        "sleep": told(lambda: seat_changes.sleep(nora, row)),
    }


def test_a_session_under_way_that_calls_the_seat_keeps_it_as_it_is(people, nora):
    """Convened, it counts on the seat; open or closed, its votes and minutes read it too."""
    session = make_session(nora, days=77)
    found = {}
    for state in CommitteeSession.State.values:
        CommitteeSession.objects.filter(pk=session.pk).update(state=state)
        found[state] = acts(nora)

    free, kept = (
        {"edit": [], "sleep": []},
        {"edit": ["session_under_way"], "sleep": ["session_under_way"]},
    )
    called_to = free | {"sleep": ["session_under_way"]}
    assert found == {
        "draft": free, "convened": called_to, "pack_sent": called_to, "open": kept, "closed": kept,
        "minutes_draft": free, "minutes_approved": free, "archived": free, "cancelled": free,
        "reconvened": free,
    }  # fmt: skip


def test_a_seat_that_no_session_under_way_calls_is_free(people, nora, sonia):
    CommitteeSession.objects.create(
        reference=next_reference("QH-S", 2026), held_on=date(2026, 11, 24), starts_at="14:00",
        state="open", rules=make_session(sonia, days=77).rules,
    )  # fmt: skip

    assert acts(nora) == {"edit": [], "sleep": []}


def test_the_page_says_which_session_keeps_the_seat_before_and_after_sending(
    signed_in, people, nora, room
):
    client = signed_in(nora)
    called = "La séance du 17 décembre 2026 appelle ce siège, et son état est « ouverte »."
    said, found = f"{called} Attendez que son relevé soit écrit.", {}
    for act in ("modifier", "sommeil"):
        address = f"{COMPOSITION}S3/{act}/"
        data = {"label": "Mon nom typé", "college": "Collège", "order": 3, "function": "none"}
        shown, sent = client.get(address), client.post(address, data)
        found[act] = (shown.status_code, sent.status_code)
        for page in map(text, (shown, sent)):
            assert [said in page, "annulez-la" in page] == [True, False]
            assert f'href="{room.session.get_absolute_url()}"' in page
        assert act == "sommeil" or 'value="Mon nom typé"' in text(sent)

    assert found == {"modifier": (200, 409), "sommeil": (200, 409)}
    assert (seat("S3").label, seat("S3").is_active) == ("Siège S3", True)


def test_a_session_that_is_called_may_be_cancelled_to_free_the_seat(signed_in, people, nora):
    session = make_session(nora, days=77)
    CommitteeSession.objects.filter(pk=session.pk).update(state="convened")
    page = text(signed_in(nora).get(COMPOSITION + "S3/sommeil/"))

    assert "« convoquée ». Attendez que son relevé soit écrit, ou annulez-la." in page


def test_a_seat_whose_mandate_is_to_come_sleeps_later(people, nora):
    person = factories.make_user("Paul", "Rey")
    with clock.at(datetime(2026, 10, 2, 9)):
        mandates.hold(
            nora, seat=seat("S5"), user=person, rank="substitute", since_on=date(2027, 1, 4)
        )
        with pytest.raises(Refused) as refusal:
            seat_changes.sleep(nora, seat("S5"))

    assert (
        str(refusal.value)
        == "Le mandat de Paul Rey commence le 4\u00a0janvier 2027\u00a0: attendez ce jour."
    )
    assert (seat("S5").is_active, mandates.current("S5", "full") is None) == (True, False)


def test_nobody_takes_a_seat_asleep(people, nora):
    seat_changes.sleep(nora, seat("S5"))

    with pytest.raises(Refused) as refusal:
        mandates.hold(nora, seat=seat("S5"), user=people["S3"], rank="full")
    assert refusal.value.codes == ["asleep"]


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
