"""Pages of the committee: access, sentences, query counts."""

import pytest

from labelling.committee.agenda import actions
from labelling.committee.attendance import interests
from labelling.committee.models import (
    AgendaItem,
)
from labelling.committee.seats.forms import HoldForm
from portal.models import Role
from tests.labelling.committee.factories import (
    fire,
    fresh,
    in_review,
    make_session,
    text,
)
from tests.page_costs import queries

pytestmark = pytest.mark.django_db


ROOM = "/espace/comite/"


def test_every_page_of_the_office_opens(signed_in, room, nora):
    client = signed_in(nora)
    base = room.session.get_absolute_url()
    pages = ["", "ordre-du-jour/", "emargement/", "declarations/", "1/", "1/dossier/", "close/"]

    codes = {page: client.get(base + page).status_code for page in pages if page != "close/"}

    assert set(codes.values()) == {200}
    for page in ("", "nouvelle/", "composition/", "composition/nommer/", "composition/ajouter/"):
        assert client.get(ROOM + page).status_code == 200


def test_declarations_keep_what_was_typed_and_ask_what_is_missing(
    signed_in, session, item, nora, people
):
    fire(session, "convene", nora)
    client = signed_in(people["S3"])
    url = session.get_absolute_url() + "declarations/"

    missing = client.post(url, {})
    short = client.post(url, {"lien-1": "oui", "nature-1": "Oui"})
    done = client.post(url, {"lien-1": "non"}, follow=True)

    assert (missing.status_code, short.status_code, done.status_code) == (422, 422, 200)
    assert "Déclarations enregistrées" in text(done)
    assert item.interests.get(user=people["S3"]).has_interest is False


@pytest.mark.parametrize(
    "page", ["", "emargement/", "declarations/", "1/", "1/dossier/", "convoquer/"]
)
def test_a_stranger_gets_the_answer_of_a_missing_session(signed_in, session, item, bob, page):
    client = signed_in(bob)

    foreign = client.get(session.get_absolute_url() + page)
    missing = client.get(f"{ROOM}QH-S-2099-0001/{page}")

    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert foreign.content == missing.content


def test_lists_ask_the_same_number_of_questions(signed_in, session, nora):
    client = signed_in(nora)
    one = queries(client, ROOM)
    for _ in range(24):
        make_session(nora, days=120)

    assert (queries(client, ROOM), one <= 9) == (one, True)


def test_the_page_of_a_session_asks_as_much_with_many_points(
    signed_in, session, item, sonia, people, nora
):
    fire(session, "convene", nora)
    client = signed_in(people["S3"])
    url = session.get_absolute_url()
    one = queries(client, url)
    for _ in range(8):
        actions.add(fresh(session), AgendaItem.Kind.LABEL, in_review(), by=sonia)

    assert (queries(client, url), one <= 15) == (one, True)


def test_the_dircom_has_no_room(signed_in, session, dircom):
    assert signed_in(dircom).get(session.get_absolute_url()).status_code == 404
    assert Role.DIRCOM in dircom.roles


def test_the_president_lifts_a_recusal_from_the_page(signed_in, session, item, carla, nora, people):
    """BR-53: named by the seat; anybody else is refused."""
    fire(session, "convene", nora)
    interests.declare(fresh(session), people["S4+"], {item: "J’y ai été salarié."})
    url = item.get_absolute_url() + "retraits/S4/substitute/"
    client = signed_in(carla)

    assert "retraits/S4/substitute/" in text(client.get(item.get_absolute_url()))
    assert client.get(url).status_code == 200
    assert (
        signed_in(nora).post(url, {"reason": "Il n’y travaille plus depuis dix ans."}).status_code
        == 403
    )
    assert (
        signed_in(carla).post(url, {"reason": "Il n’y travaille plus depuis dix ans."}).status_code
        == 302
    )
    assert interests.recused_people(item) == frozenset()
    assert client.get(url).status_code == 404


def test_a_seat_is_not_given_to_a_closed_account(alice):
    alice.is_active = False
    alice.save()
    form = HoldForm({"email": alice.email})
    form.is_valid()

    assert form.errors["email"] == [f"Le compte de l’adresse {alice.email} est fermé."]


WHY = "Le rapport de l’auditeur arrive demain."


def test_a_point_taken_off_the_agenda_leads_to_a_page_that_says_why(
    signed_in, room, carla, people, nora
):
    """Whoever may read the point reads that it left and why, nothing of its file; who withdrew does not."""
    interests.declare(room.session, people["S4"], {room.item: "Ma sœur y travaille."})
    url = room.item.get_absolute_url()
    done = signed_in(carla).post(f"{url}retirer/", {"reason": WHY}, follow=True)

    readers = (carla, people["VICE"], people["S3"], nora)
    pages = [done, *(signed_in(one).get(url) for one in readers)]
    assert [page.status_code for page in pages] == [200] * 5
    assert [f"Motif : {WHY}" in text(page) for page in pages] == [True] * 5
    assert ["dossier de séance" in text(page) for page in pages] == [False] * 5
    agenda_page = text(signed_in(people["S3"]).get(room.session.get_absolute_url()))
    assert f'href="{url}"' in agenda_page
    assert signed_in(people["S3"]).get(f"{url}dossier/").status_code == 409
    assert signed_in(people["S3"]).post(f"{url}voter/", {"option": "grant"}).status_code == 409
    assert WHY not in text(signed_in(people["S4"]).get(url))


def test_the_minutes_tell_why_a_point_left_the_agenda(room, carla, nora):
    fire(room.item, "remove", carla, reason=WHY)
    fire(room.session, "close", carla)
    fire(room.session, "draft_minutes", nora)

    assert f"Retiré de l’ordre du jour.\nMotif\u00a0: {WHY}" in fresh(room.session).minutes_text


def test_why_a_dossier_stopped_is_not_told_to_the_members(room, alice, people, signed_in):
    """The secretariat alone is written its motive."""
    fire(room.item.dossier, "discontinue", alice, reason="Un différend interne.")
    page = text(signed_in(people["S3"]).get(room.item.get_absolute_url()))

    assert "Motif : le dossier s’est arrêté." in page
    assert "différend" not in page
