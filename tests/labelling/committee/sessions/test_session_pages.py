"""Pages that prepare a session: its dossiers, its attendance, the seats of the committee."""

from datetime import datetime

import pytest

from labelling.committee.models import (
    CommitteeSeat,
    CommitteeSession,
    SeatHolder,
)
from labelling.committee.seats import mandates
from portal.core import clock
from tests import factories
from tests.labelling.committee.factories import fresh, in_review, make_session, text

pytestmark = pytest.mark.django_db
ROOM = "/espace/comite/"


def test_the_referent_lists_a_dossier_from_the_page(signed_in, session, sonia):
    dossier = in_review()
    url = session.get_absolute_url() + "ordre-du-jour/"

    response = signed_in(sonia).post(url, {"label": dossier.reference})

    assert response.status_code == 302
    assert fresh(dossier).state == "scheduled"


def test_a_stale_attendance_sheet_is_kept_and_shown_again(signed_in, room, nora):
    client = signed_in(nora)
    url = room.session.get_absolute_url() + "emargement/"

    response = client.post(url, {"version": 1, "t-PRES": "on"})

    assert response.status_code == 409
    assert "La séance a changé pendant que vous notiez" in text(response)


def test_attendance_is_noted_from_the_page(signed_in, room, nora):
    client = signed_in(nora)
    version = fresh(room.session).version
    url = room.session.get_absolute_url() + "emargement/"

    response = client.post(url, {"version": version, "t-PRES": "on", "s-S3": "on"}, follow=True)

    assert "2 sièges présents sur 5</b>, il en faut 3" in text(response)


def test_a_second_click_creates_one_session(signed_in, people, nora):
    client = signed_in(nora)
    data = {
        "held_on": "2027-03-04", "starts_at": "10:00", "place": "Paris", "mode": "in_session",
        "once": "0123456789abcdef0123456789abcdef",
    }  # fmt: skip

    first = client.post(ROOM + "nouvelle/", data)
    second = client.post(ROOM + "nouvelle/", data)

    assert (first.status_code, first["Location"]) == (302, second["Location"])
    assert CommitteeSession.objects.count() == 1


def test_a_session_that_nobody_could_prepare_or_attend_is_not_made(signed_in, people, nora):
    """BR-47: its agenda would be frozen already."""
    client = signed_in(nora)
    data = {"starts_at": "10:00", "place": "Paris", "mode": "in_session"}
    with clock.at(datetime(2026, 11, 24, 9)):
        for day, said in (
            ("2026-11-24", "Choisissez une date à venir."),  # today
            ("2026-12-25", "est un jour où personne ne travaille"),
            ("2027-01-23", "est un jour où personne ne travaille"),  # a Saturday
            ("2026-11-27", "Choisissez une date à partir du 15 décembre 2026."),
        ):
            answer = client.post(ROOM + "nouvelle/", data | {"held_on": day})
            assert (answer.status_code, said in text(answer).replace("\u00a0", " ")) == (422, True)
        assert CommitteeSession.objects.count() == 0
        assert client.post(ROOM + "nouvelle/", data | {"held_on": "2026-12-15"}).status_code == 302


def test_an_agenda_that_is_closed_says_so_and_not_that_something_failed(signed_in, people, nora):
    """Nor that nothing waits: what waits is listed in another session."""
    in_review()
    session = make_session(nora, days=3)
    page = text(signed_in(nora).get(session.get_absolute_url() + "ordre-du-jour/"))

    assert "Cet ordre du jour est arrêté" in page
    assert "Ce qui attend le comité s’inscrit à une autre séance." in page
    assert ["Rien n’a été inscrit" in page, "Rien à inscrire" in page] == [False, False]


@pytest.mark.parametrize("page", ["nouvelle/", "composition/nommer/", "composition/ajouter/"])
def test_a_member_does_not_prepare_sessions_nor_seats(signed_in, people, page):
    assert signed_in(people["S3"]).get(ROOM + page).status_code == 403


def test_a_person_takes_a_seat_and_the_former_holder_leaves(signed_in, people, nora):
    person = factories.make_user("Paul", "Rey")
    seat = CommitteeSeat.objects.get(code="S3")
    client = signed_in(nora)
    data = {"seat": seat.pk, "rank": "full", "email": person.email, "since_on": "2026-11-02"}

    unread = client.post(ROOM + "composition/nommer/", data | {"email": "personne"})
    done = client.post(ROOM + "composition/nommer/", data)

    assert (unread.status_code, done.status_code) == (422, 302)
    assert SeatHolder.objects.get(seat=seat, rank="full", until_on=None).user == person
    assert SeatHolder.objects.get(user=people["S3"]).until_on.isoformat() == "2026-11-01"


def test_a_mandate_ends_from_the_page(signed_in, people, nora):
    url = ROOM + "composition/S3/substitute/fin/"
    client = signed_in(nora)

    assert client.get(url).status_code == 200
    assert client.post(url).status_code == 422
    assert client.post(url, {"when": "now"}).status_code == 302
    assert mandates.current("S3", "substitute") is None
    assert client.get(url).status_code == 404


def test_what_will_be_refused_when_empty_is_not_said_optional(
    signed_in, session, item, people, nora
):
    """« Facultatif » is told by the rule that refuses."""
    member, office = signed_in(people["S3"]), signed_in(nora)
    declared = text(member.get(f"{session.get_absolute_url()}declarations/"))
    convened = text(office.get(f"{session.get_absolute_url()}convoquer/"))

    assert ["facultatif" in page for page in (declared, convened)] == [False, False]
    assert "(demandé si vous en avez un)" in declared
    assert "(demandé si la convocation part tard)" in convened
