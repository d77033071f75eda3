"""Complaint, from receipt to reasoned answer: visibility, reminders (D23)."""

from datetime import datetime, timedelta

import pytest

from labelling.committee.complaints.handlers import actions
from labelling.committee.complaints.models import Complaint, MisuseReport
from portal.core import clock
from portal.models import Role
from portal.notifications import outbox
from portal.workflow import WORKFLOWS, Forbidden, audit_log
from tests import factories
from tests.labelling.complaints.factories import fire, make_complaint, make_misuse
from tests.labelling.complaints.test_desk import ANSWER, MONDAY, strangers_mails

pytestmark = pytest.mark.django_db


def test_a_complaint_goes_from_receipt_to_a_reasoned_answer(sonia, mailoutbox):
    handler = factories.make_user("Hugo", roles=[Role.DEPUTY])
    complaint = fire(make_complaint(), "acknowledge", sonia)
    actions.assign(complaint, [handler], by=sonia)
    with pytest.raises(Forbidden):
        fire(complaint, "investigate", sonia, finding="Je ne suis pas chargée de l’instruction.")
    fire(complaint, "investigate", handler, finding="Le rapport a été lu.")
    fire(complaint, "decide", handler, outcome="partly", answer=ANSWER)
    assert ANSWER not in " ".join(mail.body for mail in mailoutbox)
    complaint = fire(complaint, "notify", sonia)
    outbox.deliver_due()

    assert (complaint.state, complaint.closed_on) == ("notified", clock.today())
    assert "fondée en partie" in strangers_mails(mailoutbox)[-1].body
    assert [line.act for line in audit_log.entries_of(complaint)] == [
        "notify", "decide", "investigate", "assign", "acknowledge", "receive",
    ]  # fmt: skip


def test_a_decided_answer_is_not_on_the_secret_page_before_its_notification(client, sonia):
    complaint = fire(make_complaint(), "acknowledge", sonia)
    actions.assign(complaint, [sonia], by=sonia)
    fire(complaint, "investigate", sonia, finding="Le rapport a été lu.")
    fire(complaint, "decide", sonia, outcome="founded", answer=ANSWER)

    page = client.get(complaint.follow_path).content.decode()
    assert (ANSWER in page, "En cours d’instruction" in page, "Décidée" in page) == (
        False,
        True,
        False,
    )


def test_a_handler_sees_what_is_given_to_them_and_nothing_else(signed_in, sonia):
    handler = factories.make_user("Hugo", "Instructeur")
    given, other = (fire(make_complaint(), "acknowledge", sonia) for _ in range(2))
    assert signed_in(handler).get(given.get_absolute_url()).status_code == 404
    actions.assign(given, [handler], by=sonia)
    client = signed_in(handler)

    assert client.get(given.get_absolute_url()).status_code == 200
    assert client.get(other.get_absolute_url()).status_code == 404
    home = client.get("/espace/").content.decode()
    assert (given.reference in home, other.reference in home) == (True, False)


def test_d23_the_reminders_and_the_late_rows_of_those_who_answer(
    sonia, dircom, mailoutbox, signed_in
):
    """D23 reminds the day before (a Sunday: the Friday) and the day after; a late row has its badge in the list."""
    with clock.at(MONDAY):
        report = make_misuse(sender_email="")
        outbox.deliver_due()
    mailoutbox.clear()
    due = datetime.combine(report.due_on, MONDAY.time())
    sent = []
    for days in (-4, -3, 0, 1, 2):
        with clock.at(due + timedelta(days=days)):
            WORKFLOWS[MisuseReport].run_reminders()
            outbox.deliver_due()
        sent.append(len(mailoutbox))
    with clock.at(due + timedelta(days=1)):
        home = signed_in(dircom).get("/espace/").content.decode()
        late = signed_in(dircom).get("/espace/demandes/?situation=retard").content.decode()

    assert sent == [0, 2, 2, 4, 4]
    assert report.reference in home
    assert report.reference in late


def test_d23b_the_answer_is_reminded_to_its_handlers(sonia, mailoutbox):
    with clock.at(MONDAY):
        complaint = fire(make_complaint(sender_email=""), "acknowledge", sonia)
        handler = factories.make_user("Hugo", "Instructeur")
        actions.assign(complaint, [handler], by=sonia)
        outbox.deliver_due()
    mailoutbox.clear()
    with clock.at(datetime.combine(complaint.promised_on, MONDAY.time()) - timedelta(days=10)):
        WORKFLOWS[Complaint].run_reminders()
        outbox.deliver_due()

    assert sorted(mail.to[0] for mail in mailoutbox) == sorted([handler.email, sonia.email])


def test_an_answer_says_to_whom_it_goes_and_that_it_is_not_taken_back(db):
    told = WORKFLOWS[Complaint].transitions["notify"]
    written, silent = make_complaint(), make_complaint(sender_email="")

    assert told.effects(written) == [
        "Un courriel porte la réponse à son auteur, lea@exemple.fr.",
        "Une réponse envoyée ne se reprend pas.",
        "La demande est close.",
    ]
    assert (
        told.effects(silent)[0]
        == "Aucun courriel ne part\u00a0: l’auteur n’a laissé aucune adresse."
    )
