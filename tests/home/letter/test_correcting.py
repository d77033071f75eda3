"""Letter corrected once it is sent: the site shows it and says so; what left by mail stays as it left."""

import re
from datetime import date

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.letter import actions
from home.letter.models import LetterCorrection, LetterIssue
from home.letter.workflow import LETTER
from home.models import EventPage
from home.site.loading import ensure_site
from portal.core import clock
from portal.notifications import outbox
from portal.ui import words
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused, audit_log
from tests.home.factories import make_event
from tests.home.letter.factories import subscribe

pytestmark = pytest.mark.django_db
REASON = "Le lieu de la journée a changé."
ITEM = {"title": "Journée", "text": "À Dijon.", "url": "", "is_removed": False}


@pytest.fixture
def sent(dircom):
    """A letter of two items, sent to one person."""
    issue = actions.open_issue(date(2026, 11, 1), by=dircom)
    LetterIssue.objects.filter(pk=issue.pk).update(intro="Le mois en deux phrases.")
    issue.refresh_from_db()
    for title in ("Journée", "Le kit"):
        facts = {"kind": "word", "title": title, "text": "À Lyon.", "url": ""}
        actions.keep_item(issue, facts, by=dircom)
    subscribe()
    for act in ("make_ready", "send"):
        issue = LETTER.fire(issue, act, by=dircom)
    return issue


def read(client, issue):
    return client.get(issue.get_public_url()).content.decode()


def test_the_site_shows_the_correction_its_day_and_its_reason_and_the_mail_stays(
    sent, dircom, client
):
    before = read(client, sent)
    actions.correct(sent, 1, ITEM, by=dircom, reason=REASON)

    page = read(client, sent)
    outbox.deliver_due()

    assert ("À Dijon." in before, "Corrigée" in before) == (False, False)
    assert page.count("À Dijon.") == page.count("À Lyon.") == 1
    told = " ".join(re.sub("<[^>]+>", "", page).split())
    assert f"Corrigée le {words.day(clock.today())} : {REASON}".replace("\u00a0", " ") in told
    assert mail.outbox[0].body.count("À Lyon.") == 2
    assert [item.text for item in sent.items.all()] == ["À Lyon.", "À Lyon."]
    line = audit_log.entries_of(sent)[0]
    assert (line.act, line.reason, line.data) == ("correct", REASON, {"number": 1})


def test_the_last_correction_counts_and_each_is_told(sent, dircom, client):
    actions.correct(sent, 1, ITEM, by=dircom, reason="Une première fois.")
    actions.correct(sent, 1, ITEM | {"is_removed": True}, by=dircom, reason="Une seconde fois.")

    page = read(client, sent)

    assert "Journée" not in page
    assert "Le kit" in page
    assert page.index("Une première fois.") < page.index("Une seconde fois.")


def test_the_opening_is_corrected_on_the_page_and_in_the_list_of_letters(sent, dircom, client):
    facts = {"title": "Lettre de novembre", "text": "Autre ouverture."}
    actions.correct(sent, actions.OPENING, facts, by=dircom, reason=REASON)

    assert "Autre ouverture." in read(client, sent)
    assert "Lettre de novembre" in client.get("/lettre/archives/").content.decode()


def test_the_dircom_corrects_from_the_page_of_the_letter(sent, dircom, signed_in):
    client = signed_in(dircom)
    address = f"{sent.get_absolute_url()}corriger/1/"
    shown = client.get(address)
    typed = {"title": "Journée", "text": "À Dijon.", "url": "", "reason": REASON}

    done = client.post(address, typed | {"version": sent.version, "once": new_key()}, follow=True)

    assert address in client.get(sent.get_absolute_url()).content.decode()
    assert shown.context["form"]["text"].value() == "À Lyon."
    assert [str(one) for one in done.context["messages"]] == [
        "La page de la lettre est corrigée, et le dit."
    ]
    assert LetterCorrection.objects.get().text == "À Dijon."
    assert client.get(address).context["form"]["text"].value() == "À Dijon."


def test_a_correction_without_its_reason_keeps_what_was_typed(sent, dircom, signed_in):
    client = signed_in(dircom)
    typed = {
        "title": "Journée",
        "text": "À Dijon.",
        "url": "javascript:x",
        "reason": "",
        "once": new_key(),
    }

    answer = client.post(f"{sent.get_absolute_url()}corriger/1/", typed)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"url", "reason"}
    assert answer.context["form"]["text"].value() == "À Dijon."


def test_two_tabs_do_not_correct_over_each_other(sent, dircom, signed_in):
    client = signed_in(dircom)
    address, version = f"{sent.get_absolute_url()}corriger/1/", sent.version
    actions.correct(sent, 1, ITEM, by=dircom, reason=REASON)
    typed = {"title": "Journée", "text": "À Nantes.", "reason": REASON, "version": version}

    assert client.post(address, typed | {"once": new_key()}).status_code == 409
    assert [one.text for one in LetterCorrection.objects.all()] == ["À Dijon."]


def test_a_correction_tells_no_place_of_a_reserved_event(sent, dircom):
    ensure_site()
    event = make_event("Journée", audience=EventPage.Audience.CLUB, place="Halle de Lyon")
    facts = ITEM | {"text": "À la halle de Lyon.", "url": event.url}

    with pytest.raises(Refused) as refused:
        actions.correct(sent, 1, facts, by=dircom, reason=REASON)

    assert refused.value.codes == ["reserved_place"]


def test_the_dircom_alone_corrects_and_only_what_left(sent, dircom, sonia):
    draft = actions.open_issue(date(2026, 12, 1), by=dircom)

    with pytest.raises(Forbidden):
        actions.correct(sent, 1, ITEM, by=sonia, reason=REASON)
    with pytest.raises(Refused) as refused:
        actions.correct(draft, 0, ITEM, by=dircom, reason=REASON)
    assert refused.value.codes == ["not_sent"]


def test_the_list_of_letters_asks_as_much_for_one_as_for_many(sent, dircom, client):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/lettre/archives/?page={LetterIssue.objects.count()}")
        return len(queries)

    cost()
    one = cost()
    for month in range(1, 6):
        other = LetterIssue.objects.create(
            month=date(2026, month, 1), subject="Lettre", state="sent", sent_at=sent.sent_at
        )
        LetterCorrection.objects.create(
            issue=other, number=0, title="Corrigée", reason=REASON, corrected_at=sent.sent_at
        )
    assert cost() == one
