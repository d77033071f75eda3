"""Seats of the committee put to sleep and woken, and the sessions under way that keep them as they are."""

from datetime import date, datetime

import pytest
from django.db import transaction

from labelling.committee.models import CommitteeSession, SeatHolder
from labelling.committee.seats import actions, mandates
from portal.access.references import next_reference
from portal.core import clock
from portal.workflow import Refused
from tests import factories
from tests.labelling.committee.factories import (
    make_session,
    text,
)
from tests.labelling.committee.seats.test_seats import called, edited, functions, journal, seat

pytestmark = pytest.mark.django_db
ROOM = "/espace/comite/"
COMPOSITION = ROOM + "composition/"


def test_a_seat_put_to_sleep_is_called_no_more_and_its_mandates_end(signed_in, people, nora):
    session = make_session(nora, days=77)
    client = signed_in(nora)
    page = text(client.get(COMPOSITION + "S3/sommeil/"))
    answer = client.post(COMPOSITION + "S3/sommeil/")

    assert "Ce que cet acte va faire" in page
    assert "Le mandat de Membre S3 full, titulaire, prend fin dès maintenant." in page
    assert "Le mandat de Membre S3 substitute, suppléant, prend fin dès maintenant." in page
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
        "edit": told(lambda: actions.edit(nora, row, label="Autre")),
        "sleep": told(lambda: actions.sleep(nora, row)),
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
            actions.sleep(nora, seat("S5"))

    assert (
        str(refusal.value)
        == "Le mandat de Paul Rey commence le 4\u00a0janvier 2027\u00a0: attendez ce jour."
    )
    assert (seat("S5").is_active, mandates.current("S5", "full") is None) == (True, False)


def test_nobody_takes_a_seat_asleep(people, nora):
    actions.sleep(nora, seat("S5"))

    with pytest.raises(Refused) as refusal:
        mandates.hold(nora, seat=seat("S5"), user=people["S3"], rank="full")
    assert refusal.value.codes == ["asleep"]
