"""Confirmation before a document is removed or a seat given up; a document posted twice is one."""

from datetime import timedelta

import pytest

from home.gatherings import actions, listing
from home.models import EventMaterial, Registration
from home.registrations import actions as booking
from portal.core import clock
from portal.documents import accept
from portal.models import StoredFile
from portal.scenario.files import document
from portal.web.submissions.kept_files import KeptFile
from portal.web.submissions.once import new_key
from portal.workflow import audit_log
from tests.home.factories import make_event

PAPERS, MINE = "/espace/agenda/journee/documents/", "/espace/mes-inscriptions/"


@pytest.fixture
def event(made_site):
    return make_event("Journée", slug="journee", takes_registrations=True, capacity=1)


def paper(event, dircom, title="Diaporama"):
    upload = accept(document("jour", "Texte"))
    return actions.add(event, by=dircom, title=title, readers="registered", upload=upload)


def test_a_document_sent_twice_by_a_double_click_or_the_back_button_is_one(
    event, signed_in, dircom
):
    browser, key = signed_in(dircom), new_key()
    shown = browser.get(PAPERS)
    codes = [
        browser.post(
            PAPERS,
            {"title": "T", "readers": "registered", "upload": document("a", "b"), "once": key},
        )["Location"]
        for _ in range(2)
    ]
    assert ('name="once"' in shown.text, "no-store" in shown["Cache-Control"]) == (True, True)
    assert codes == [PAPERS, PAPERS]
    assert EventMaterial.objects.count() == StoredFile.objects.filter(kind="material").count() == 1
    assert [entry.act for entry in audit_log.entries_of(event)] == ["material"]


def test_a_document_refused_for_its_title_is_kept(event, signed_in, dircom):
    data = {"title": "", "readers": "registered", "upload": document("a", "b"), "once": new_key()}
    refused = signed_in(dircom).post(PAPERS, data)
    assert refused.status_code == 422
    assert "Donnez un titre" in refused.text
    kept = {
        "title": "T",
        "readers": "registered",
        "once": new_key(),
        "kept-upload": KeptFile.objects.get().token,
    }
    again = signed_in(dircom).post(PAPERS, kept)
    assert (again.status_code, EventMaterial.objects.count()) == (302, 1)


def test_a_document_is_taken_away_after_a_confirmation_alone(event, signed_in, dircom):
    paper(event, dircom)
    browser, key = signed_in(dircom), new_key()
    assert f'href="{PAPERS}1/retirer/"' in browser.get(PAPERS).text
    asked = browser.get(f"{PAPERS}1/retirer/")
    assert "Retirer ce document" in asked.text
    assert "Diaporama" in asked.text
    assert EventMaterial.objects.count() == 1

    led = [browser.post(f"{PAPERS}1/retirer/", {"once": key})["Location"] for _ in range(2)]
    assert (led, EventMaterial.objects.count()) == ([PAPERS] * 2, 0)
    assert browser.get(f"{PAPERS}1/retirer/").status_code == 404
    assert [entry.act for entry in audit_log.entries_of(event)] == ["material_dropped", "material"]


def test_a_seat_is_given_back_after_a_confirmation_alone_and_once(event, signed_in, alice, bob):
    booking.register(event, **listing.account_of(alice), needs="")
    booking.register(event, **listing.account_of(bob), needs="")
    browser, key = signed_in(alice), new_key()
    address = f"{MINE}journee/annuler/"
    assert f'href="{address}"' in browser.get(MINE).text
    asked = browser.get(address)
    assert ("Ne plus venir" in asked.text, "no-store" in asked["Cache-Control"]) == (True, True)
    assert Registration.objects.filter(cancelled_at=None).count() == 2

    led = [browser.post(address, {"once": key})["Location"] for _ in range(2)]
    assert led == [MINE, MINE]
    stands = {one.person: one.badge[0] for one in Registration.objects.all()}
    assert stands == {alice: "Annulée", bob: "Confirmée"}
    assert browser.get(address).status_code == 404


def test_a_seat_of_an_event_that_is_over_or_attended_is_kept(event, signed_in, dircom, alice):
    one = booking.register(event, **listing.account_of(alice), needs="")
    with clock.at(event.starts_at):
        actions.note(event, [one.pk], by=dircom)
    refused = signed_in(alice).post(f"{MINE}journee/annuler/", {"once": new_key()})
    assert (refused.status_code, "plus rien à annuler" in refused.text) == (409, True)
    Registration.objects.update(attended_at=None)
    with clock.at(event.ends_at + timedelta(hours=1)):
        refused = signed_in(alice).post(f"{MINE}journee/annuler/", {"once": new_key()})
    assert (refused.status_code, Registration.objects.get().cancelled_at) == (409, None)
