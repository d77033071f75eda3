"""Arrivals and departures at a session (BR-48), and the minutes that tell them (BR-58)."""

from datetime import datetime

import pytest

from labelling.committee.attendance import interests, movements, seating
from portal.core import clock
from portal.workflow import Refused
from tests.labelling.committee.factories import HELD, MOTIVE, attend, declare, fire, fresh, vote

pytestmark = pytest.mark.django_db
NBSP = "\u00a0"


def at(hour, minute=0):
    return datetime(2026, 12, 17, hour, minute, tzinfo=clock.PARIS)


@pytest.fixture
def opened(session, item, nora, carla):
    """At 14 h everybody but the titulaires of S3 and S5 is there, and S3's suppléant is."""
    fire(session, "convene", nora)
    fire(session, "send_pack", nora)
    with clock.at(HELD):
        attend(session, nora, absent=["S5"], substitutes=["S3"])
        declare(session, nora)
        fire(session, "open", carla)
    return session


def marks_of(session, **changes):
    """The room as it is, with {code: (titulaire, suppléant)} changed."""
    found = {}
    for row in seating.read(fresh(session)).on():
        is_here = (row.is_here(row.full), row.is_here(row.substitute))
        found[row.seat.pk] = changes.get(row.seat.code, is_here)
    return found


def note(session, nora, when, now=None, **changes):
    with clock.at(now or when):
        seating.note(fresh(session), marks_of(session, **changes), by=nora, at=when)


def test_the_journal_keeps_who_came_and_who_left_and_when(opened, nora, people):
    note(opened, nora, at(14, 40), now=at(15), S5=(True, False))
    note(opened, nora, at(15, 20), S3=(False, False))
    note(opened, nora, at(15, 30))

    later = [one for one in movements.list_movements(opened) if one.moment > at(14)]
    assert [(one.seat, one.rank, one.person, one.is_arrival, one.moment) for one in later] == [
        ("S5", "full", people["S5"].pk, True, at(14, 40)),
        ("S3", "substitute", people["S3+"].pk, False, at(15, 20)),
    ]
    here = [row.attendance for row in seating.read(fresh(opened)).on() if row.voter]
    assert [row.seat.code for row in here] == ["PRES", "VICE", "S4", "S5"]


@pytest.mark.parametrize(
    ("when", "now", "code"),
    [
        (at(15), at(14, 50), "movement_to_come"),
        (at(13, 30), at(15), "movement_before_last"),
    ],
)
def test_a_movement_has_its_hour_after_the_last_one_and_not_to_come(opened, nora, when, now, code):
    with pytest.raises(Refused) as refusal:
        note(opened, nora, when, now=now, S5=(True, False))

    assert refusal.value.codes == [code]
    assert [one.seat for one in movements.list_movements(opened) if one.seat == "S5"] == []


def test_an_hour_typed_to_the_minute_may_be_that_of_the_last_movement(opened, nora):
    """The one before was noted as it happened, some seconds into the same minute."""
    note(opened, nora, at(14, 10).replace(second=35), S3=(False, False))
    note(opened, nora, at(14, 10), now=at(14, 11), S5=(True, False))

    assert [(one.seat, one.moment) for one in movements.list_movements(opened)][-1] == (
        "S5",
        at(14, 10),
    )


def test_the_attendance_is_closed_with_the_session(opened, item, nora, carla):
    with clock.at(at(15)):
        fire(item, "remove", nora, reason="Le dossier passe à la séance suivante.")
        fire(opened, "close", carla)
    with pytest.raises(Refused) as refusal:
        note(opened, nora, at(15, 10), S5=(True, False))

    assert refusal.value.codes == ["attendance_closed"]


def test_br58_the_minutes_name_people_and_hours_and_who_votes_for_whom(
    opened, item, nora, carla, people
):
    """S4 withdraws and his suppléant votes; S5 comes late; S3's suppléant leaves after the vote."""
    note(opened, nora, at(14, 10), S5=(True, False), S4=(True, True))
    with clock.at(at(14, 15)):
        interests.declare(fresh(opened), people["S4"], {item: "Ma sœur y travaille."})
        interests.declare(fresh(opened), people["S4+"], {item: ""})
        fire(item, "open_vote", carla)
        vote(item, "grant")
        fire(item, "close_vote", carla)
        fire(item, "validate", carla, motivation=MOTIVE)
    note(opened, nora, at(14, 30), S3=(False, False))
    with clock.at(at(15)):
        fire(opened, "close", carla)
        fire(opened, "draft_minutes", nora)

    text = fresh(opened).minutes_text.replace(NBSP, " ")
    for line in (
        "Séance ouverte à 14 h 00, close à 15 h 00.",
        f"Présidence : {carla}.",
        f"Secrétariat : {nora}.",
        f"Sièges présents (4) : Siège PRES ({carla}), Siège VICE ({people['VICE']}), ",
        f"Siège S4 ({people['S4']}, {people['S4+']}, suppléant, arrivée à 14 h 10), ",
        f"Siège S5 ({people['S5']}, arrivée à 14 h 10).",
        f"Sièges représentés par leur suppléant (1) : Siège S3 ({people['S3+']}, suppléant, en remplacement de ",
        f"en remplacement de {people['S3']}, départ à 14 h 30).",
        "Sièges absents (0) : aucun.",
        f"En retrait : {people['S4']} (Siège S4).",
        f"Sièges représentés par leur suppléant : Siège S3 ({people['S3+']}, en remplacement de {people['S3']}), ",
        f"{people['S3']}), Siège S4 ({people['S4+']}, en remplacement de {people['S4']}).",
        "Quorum : 5 présents sur 5, il en fallait 3.",
    ):
        assert line in text


def test_br58_the_minutes_say_whom_a_substitute_replaced_once_the_full_member_left(
    opened, item, nora, carla, people
):
    note(opened, nora, at(14, 20), S4=(False, True))
    with clock.at(at(15)):
        fire(item, "remove", nora, reason="Le dossier passe à la séance suivante.")
        fire(opened, "close", carla)
        fire(opened, "draft_minutes", nora)

    said = (
        f"Siège S4 ({people['S4']}, départ à 14 h 20, {people['S4+']}, suppléant, "
        f"en remplacement de {people['S4']}, arrivée à 14 h 20)"
    )
    assert said in fresh(opened).minutes_text.replace(NBSP, " ")


def test_the_secretary_types_the_hour_and_keeps_what_was_typed_when_it_is_wrong(
    opened, nora, signed_in
):
    address = f"{opened.get_absolute_url()}emargement/"
    with clock.at(at(14, 30)):
        client = signed_in(nora)
        boxes = {f"t-{code}": "on" for code in ("PRES", "VICE", "S4", "S5")} | {"s-S3": "on"}
        version = fresh(opened).version
        wrong = client.post(address, boxes | {"hour": "16:00", "version": version})
        done = client.post(address, boxes | {"hour": "14:20", "version": version})
        page = client.get(address).content.decode().replace(NBSP, " ")

    assert (wrong.status_code, done.status_code) == (409, 302)
    assert "Cette heure n’est pas encore venue" in wrong.content.decode()
    assert 'value="16:00"' in wrong.content.decode()
    assert "arrivée à 14 h 20" in page
