"""Materials of an event: for those registered or for its audience, announced once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from home.gatherings import actions as materials
from home.gatherings import listing
from home.models import EventMaterial
from home.registrations import actions as booking
from portal.core import clock
from portal.documents import accept
from portal.models import StoredFile
from portal.notifications import outbox
from portal.scenario.files import document
from tests.home.factories import make_event
from tests.labelling.accreditation.factories import make_accreditation, make_auditor

HERE, MINE = "/agenda/journee/inscription/", "/espace/mes-inscriptions/"


SHEET, PAPERS, SAID = (
    f"/espace/agenda/journee/{name}/" for name in ("presences", "documents", "avis")
)


@pytest.fixture
def event(made_site):
    return make_event("Journée", slug="journee", takes_registrations=True, capacity=1)


def mails(days=0):
    """What leaves that many days later: one mail a person and event, and day."""
    mail.outbox.clear()
    with clock.at(clock.now() + timedelta(days=days)):
        outbox.deliver_due()
    return [(letter.to[0], letter.subject) for letter in mail.outbox]


def status(browser, path):
    """The answer's, its file closed."""
    answer = browser.get(path)
    for close in answer._resource_closers:
        close()
    return answer.status_code


def test_materials_are_for_who_has_a_seat_or_for_the_audience(
    event, signed_in, dircom, alice, bob, chloe
):
    booking.register(event, **listing.account_of(alice), needs="")
    booking.register(event, **listing.account_of(chloe), needs="")  # she waits
    mails()
    answer = signed_in(dircom).post(
        PAPERS, {"title": "Diaporama", "readers": "registered", "upload": document("jour", "Texte")}
    )
    told = mails(1)
    address = EventMaterial.objects.get().file.get_absolute_url()
    reserved = [status(signed_in(who), address) for who in (alice, chloe, bob, dircom)]
    EventMaterial.objects.update(readers="audience")
    opened = [status(signed_in(who), address) for who in (alice, bob)]

    assert answer["Location"] == PAPERS
    assert told == [(alice.email, "Des documents sont prêts : Journée")]
    assert reserved == [200, 404, 404, 200]
    assert opened == [200, 200]
    assert "Diaporama" in signed_in(alice).get(event.address).content.decode()
    assert "Diaporama" in signed_in(alice).get(MINE).content.decode()
    assert "Diaporama" not in signed_in(bob).get(MINE).content.decode()


@pytest.mark.parametrize("audience", ["club", "auditeurs"])
def test_materials_of_a_reserved_event_are_its_audience_s(audience, event, signed_in, dircom, bob):
    auditor = make_auditor("Ali", "Haddad")
    make_accreditation(auditor, state="active")
    type(event).objects.update(audience=audience)
    materials.add(
        event, by=dircom, title="T", readers="audience", upload=accept(document("a", "b"))
    )
    address = EventMaterial.objects.get().file.get_absolute_url()
    codes = {who.first_name: status(signed_in(who), address) for who in (auditor.user, bob)}

    assert codes == {"Ali": 200 if audience == "auditeurs" else 404, "Bob": 404}
    assert Client().get(address).status_code == 302


def test_a_second_material_tells_nobody_again_and_one_dropped_is_gone(
    event, signed_in, dircom, alice
):
    booking.register(event, **listing.account_of(alice), needs="")
    for n in range(2):
        materials.add(
            event,
            by=dircom,
            title=f"T{n}",
            readers="registered",
            upload=accept(document(f"a{n}", "b")),
        )
    told = [subject for _, subject in mails() if "documents" in subject]
    browser = signed_in(dircom)
    codes = [browser.post(f"{PAPERS}1/retirer/").status_code for _ in range(2)]

    assert len(told) == 1
    assert codes == [302, 404]
    assert [one.title for one in EventMaterial.objects.all()] == ["T1"]
    assert StoredFile.objects.filter(kind="material").count() == 1


def test_a_material_without_title_or_file_is_said_and_kept(event, signed_in, dircom):
    answer = signed_in(dircom).post(PAPERS, {"title": "Le compte rendu", "readers": "autre"})

    assert answer.status_code == 422
    assert "Choisissez un fichier" in answer.content.decode()
    assert "Le compte rendu" in answer.content.decode()


def test_several_materials_are_added_together_and_announced_once(event, signed_in, dircom, alice):
    booking.register(event, **listing.account_of(alice), needs="")
    mails()
    slides = [document("matin", "Texte"), document("soir", "Texte")]
    answer = signed_in(dircom).post(
        PAPERS, {"title": "Diaporama", "readers": "registered", "upload": slides}
    )

    assert answer.status_code == 302
    assert list(event.materials.order_by("number").values_list("title", flat=True)) == [
        "Diaporama\u00a0: matin",
        "Diaporama\u00a0: soir",
    ]
    assert [to for to, _subject in mails(1)] == [alice.email]
