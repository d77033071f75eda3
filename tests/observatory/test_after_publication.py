"""Published practice: « toujours vrai ? », archive, withdrawal (410), a name removed."""

from datetime import date, datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from observatory.practices import actions, versions
from observatory.practices.models import GoodPractice
from observatory.practices.pieces import actions as piece_actions
from portal.core import clock
from portal.documents import accept, pdf
from portal.notifications import outbox
from portal.ui import words
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused, audit_log
from tests.observatory.factories import fire, make_practice
from tests.portal.documents.build import picture

pytestmark = pytest.mark.django_db
WHY = "Les locataires demandent le retour de la lumière."


@pytest.fixture
def due(organism):
    """Two years have passed."""
    return make_practice(
        organism, "review_due", published_on="2024-11-01", review_due_on="2026-11-01"
    )


def answer(client, practice, said, **more):
    values = {"answer": said, "version": practice.version, "once": new_key()}
    return client.post(f"{practice.get_absolute_url()}toujours-vrai/", values | more)


@pytest.mark.parametrize(
    ("said", "state"),
    [("confirm", "published"), ("update", "review_due"), ("archive", "archived"), ("withdraw", "withdrawn")],
)  # fmt: skip
def test_the_organism_answers_the_review(said, state, signed_in, due, alice):
    """BR-87."""
    done = answer(signed_in(alice), due, said, reason=WHY)

    due.refresh_from_db()
    edition = versions.under_way(due)
    assert (done.status_code, due.state) == (302, state)
    assert done["Location"] == (edition or due).get_absolute_url()
    assert (edition is not None) == (said == "update")
    if said == "confirm":
        assert due.review_due_on == date(2028, 11, 24)


def test_a_review_without_an_answer_or_a_reason_is_asked_again(signed_in, due, alice):
    client = signed_in(alice)

    bare, quiet = answer(client, due, ""), answer(client, due, "withdraw", reason="  non  ")

    due.refresh_from_db()
    assert ([bare.status_code, quiet.status_code], due.state) == ([422, 422], "review_due")
    assert "Choisissez une réponse." in bare.content.decode()
    assert "pourquoi la fiche est retirée" in quiet.content.decode()


def test_the_review_is_asked_only_when_it_is_due_and_to_its_keepers(
    signed_in, due, organism, alice, bob, dircom
):
    fresh = make_practice(organism, "published")
    page = f"{due.get_absolute_url()}toujours-vrai/"

    assert answer(signed_in(alice), fresh, "confirm").status_code == 409
    assert [signed_in(who).get(page).status_code for who in (alice, dircom, bob)] == [200, 403, 404]
    first = answer(signed_in(alice), due, "confirm")
    again = answer(signed_in(alice), due, "archive")
    assert (first.status_code, again.status_code) == (302, 409)


def test_the_organism_archives_at_the_review_only(organism, alice, due):
    fresh = make_practice(organism, "published")

    with pytest.raises(Forbidden):
        fire(fresh, "archive", alice)
    assert fire(due, "archive", alice).state == "archived"


def test_a_review_without_answer_is_asked_again_twice(due, alice, mailoutbox):
    for day in (datetime(2026, 12, 2, 9), datetime(2026, 12, 3, 9), datetime(2027, 1, 4, 9)):
        with clock.at(day):
            due.workflow.run_reminders()
            outbox.deliver_due()

    assert [m.to for m in mailoutbox] == [[alice.email], [alice.email]]
    assert (
        f"«\u00a0À confirmer\u00a0» depuis le {words.day(due.review_due_on)}" in mailoutbox[0].body
    )


def test_a_withdrawal_says_why_and_never_in_public(signed_in, client, organism, alice):
    practice = make_practice(organism, "published")
    keep = f"{practice.get_absolute_url()}retirer-la-fiche/"
    member = signed_in(alice)

    silent = member.post(keep, {"once": new_key()})
    member.post(keep, {"reason": WHY, "once": new_key()})
    inside = member.get(practice.get_absolute_url()).content.decode()
    member.logout()

    gone = client.get(practice.get_public_url())
    assert silent.status_code == 422
    assert audit_log.entries_of(practice).first().reason == WHY
    assert WHY in inside
    assert (gone.status_code, client.get(f"{practice.get_public_url()}fiche.pdf").status_code) == (
        410,
        410,
    )
    assert "Cette pratique est retirée" in gone.content.decode()
    assert WHY not in gone.content.decode()
    assert practice.title not in gone.content.decode()


def test_a_withdrawn_sheet_leaves_every_public_list_at_once(client, organism, alice):
    practice = make_practice(organism, "published", title="La pratique qui part")
    before = client.get("/observatoire/").content.decode()

    fire(practice, "withdraw", alice, reason=WHY)

    assert "La pratique qui part" in before
    for address in ("/observatoire/", "/sitemap.xml", "/recherche/?q=pratique+part"):
        assert "qui part" not in client.get(address).content.decode().replace("-", " ")


def text_of(content):
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def test_br86_a_name_leaves_the_page_and_the_pdf_at_once(
    signed_in, client, organism, alice, sonia, dircom, monkeypatch
):
    """Withdrawn, it is neither in the page, nor in the PDF, nor in the version under way."""
    practice = make_practice(
        organism, contact_name="Maëlle Tarvennec", contact_consent_on="2025-11-03"
    )
    upload = accept(SimpleUploadedFile("hall.png", picture()))
    said = {"alt": "Un hall clair", "rights": "Nos équipes"}
    piece_actions.add(practice, by=alice, kind="picture", upload=upload, **said)
    practice = GoodPractice.objects.get()
    for step, who in (("submit", alice), ("validate", sonia), ("publish", dircom)):
        practice = fire(practice, step, who)
    edition = versions.open_edition(practice, by=alice)
    public, drawn, draw = practice.get_public_url(), [], pdf.draw
    monkeypatch.setattr(pdf, "draw", lambda html: drawn.append(html) or draw(html))
    before, again = (client.get(f"{public}fiche.pdf").content for _ in range(2))

    member = signed_in(alice)
    asked = member.get(f"{practice.get_absolute_url()}retirer-le-nom/").content.decode()
    member.post(f"{practice.get_absolute_url()}retirer-le-nom/", {"once": new_key()})
    member.logout()

    after = client.get(f"{public}fiche.pdf")
    edition.refresh_from_db()
    assert (before, len(drawn)) == (again, 2)
    assert "Maëlle Tarvennec" in text_of(before)
    assert practice.title in text_of(before)
    assert 'src="data:image/png;base64,' in drawn[0]
    assert "sans relecture" in asked
    assert "Tarvennec" not in text_of(after.content)
    assert "Direction de la proximité" in text_of(after.content)
    assert "Tarvennec" not in client.get(public).content.decode()
    assert (edition.contact_name, edition.contact_consent_on) == ("", None)
    assert after["Cache-Control"] == "no-cache"


def test_a_name_is_taken_off_by_its_keepers(organism, alice, bob, sonia, dircom):
    practice = make_practice(
        organism, "published", contact_name="Léa", contact_consent_on="2025-11-03"
    )

    for who in (bob, dircom):
        with pytest.raises(Forbidden):
            actions.withdraw_name(practice, by=who)
    actions.withdraw_name(practice, by=sonia)

    practice.refresh_from_db()
    assert practice.contact_name == ""
    assert "Léa" not in str(list(audit_log.entries_of(practice).values()))


def test_no_pdf_of_what_is_not_published(client, organism):
    for state, code in (("draft", 404), ("archived", 404), ("withdrawn", 410)):
        practice = make_practice(organism, state)
        assert client.get(f"{practice.get_public_url()}fiche.pdf").status_code == code


@pytest.mark.parametrize("state", ["archived", "withdrawn", "rejected"])
def test_what_has_left_the_observatory_does_not_come_back(organism, alice, sonia, dircom, state):
    """The rules give no way out of these states: a new sheet is proposed and read."""
    practice = make_practice(organism, state)
    names = list(practice.workflow.transitions)

    for name in names:
        for by in (alice, sonia, dircom):
            with pytest.raises((Forbidden, Refused)):
                fire(practice, name, by)
    practice.refresh_from_db()
    assert (practice.state, "restore" in names) == (state, False)
