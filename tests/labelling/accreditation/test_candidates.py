"""Candidates: a public page, a link that proves the address, then an application in one's own space."""

import re
import threading
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from labelling.parties.accreditation.models import Auditor, AuditorAccreditation
from labelling.parties.accreditation.register import actions, candidates
from portal.accounts import invitations
from portal.models import Invitation, User
from portal.web import worklist
from portal.workflow import Refused, audit_log
from tests import factories
from tests.labelling.accreditation.factories import make_accreditation, make_auditor
from tests.labelling.complaints.factories import stamp

pytestmark = pytest.mark.django_db
PAGE, DONE = "/devenir-auditeur/", "/devenir-auditeur/merci/"
REGISTER = "/espace/agrements/auditeurs/"
WORDS = "Douze ans d’audits de service dans l’énergie."
TYPED = {
    "first_name": "Inès",
    "last_name": "Roux",
    "sender_email": "Ines@Relais.example",
    "firm": "Relais Conseil",
    "text": WORDS,
}
PERSON = {"first_name": "Inès", "last_name": "Roux", "password": "trois chats dorment dehors"}


def typed(**fields):
    return {"stamp": stamp()} | TYPED | fields


def asked(email="ines@relais.example", key=None):
    facts = {name: value for name, value in TYPED.items() if name != "sender_email"}
    return candidates.receive(key=key or uuid4(), sender_email=email, **facts)


def test_anybody_asks_confirms_the_address_and_finds_an_application_begun(
    client, signed_in, sonia, mailoutbox
):
    """The whole way by screens: nobody of the office has to invite."""
    page = client.get(PAGE).text
    assert [said in page for said in ("Devenir auditeur", "les membres du comité qui")] == [
        True
    ] * 2
    answer = client.post(PAGE, typed())
    assert (answer.status_code, answer.headers["Location"]) == (302, DONE)
    assert "Ouvrez votre messagerie" in client.get(DONE).text
    assert (Auditor.objects.count(), User.objects.filter(first_name="Inès").count()) == (0, 0)
    page = signed_in(sonia).get(REGISTER).text
    assert "candidature par la page publique" in page
    assert WORDS in page

    [mail] = mailoutbox
    assert mail.to == ["ines@relais.example"]
    assert "L’équipe du label vous invite à poursuivre votre candidature d’auditeur" in mail.body
    visitor = Client()
    page = visitor.get(re.search(r"/compte/invitation/\w{64}/", mail.body)[0], follow=True)
    assert 'value="Inès"' in page.text
    assert visitor.post("/compte/invitation/", PERSON).headers["Location"] == "/espace/"

    one = AuditorAccreditation.objects.get()
    assert (one.state, one.references_text) == ("draft", WORDS)
    assert (str(one.auditor), one.auditor.firm, one.auditor.is_public) == (
        "Inès Roux",
        "Relais Conseil",
        False,
    )
    [task] = worklist.lists(one.auditor.user)[worklist.DO]
    assert (task.url, task.button) == (one.get_absolute_url(), "Compléter et déposer")
    assert one.reference in signed_in(sonia).get("/espace/agrements/").text


def test_what_is_typed_is_kept_beside_the_faults(client):
    page = client.post(PAGE, typed(sender_email="ines", text="Trop court"))

    assert (page.status_code, Invitation.objects.count()) == (422, 0)
    assert page.context["form"].errors.keys() == {"sender_email", "text"}
    assert 'value="Relais Conseil"' in page.text


def test_a_form_sent_twice_sends_one_link(client, mailoutbox):
    once = typed()

    answers = [client.post(PAGE, once).status_code for _ in range(2)]

    assert (answers, Invitation.objects.count(), len(mailoutbox)) == ([302, 302], 1, 1)


def test_a_robot_sends_nothing(client, mailoutbox):
    client.post(PAGE, typed(adresse_du_site="https://x.example"))
    client.post(PAGE, TYPED)

    assert (Invitation.objects.count(), mailoutbox) == (0, [])


def test_nobody_is_written_to_more_than_five_times_an_hour_by_strangers(client, mailoutbox):
    answers = [client.post(PAGE, typed(stamp=stamp())).status_code for _ in range(6)]

    assert (answers, len(mailoutbox)) == ([302] * 5 + [429], 5)


def test_who_asks_again_has_one_link_that_works(mailoutbox):
    first, second = asked(), asked()

    assert Client().get(first.get_absolute_url()).status_code == 404
    assert Client().get(second.get_absolute_url()).status_code == 302
    assert [one.pk for one in actions.unanswered()] == [second.pk]


def test_who_is_an_auditor_already_is_told_by_mail_and_nobody_else(client, mailoutbox):
    auditor = make_auditor()

    answer = client.post(PAGE, typed(sender_email=auditor.user.email))

    assert (answer.headers["Location"], Invitation.objects.count()) == (DONE, 0)
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == (
        [auditor.user.email],
        "Vous êtes déjà au registre des auditeurs",
    )
    assert "/espace/agrements/" in mail.body


def test_who_became_an_auditor_meanwhile_keeps_their_facts_and_their_application(bob):
    invitation = asked(bob.email)
    auditor = Auditor.objects.create(user=bob, slug="bob", firm="Le sien", regions=["11"])
    running = make_accreditation(auditor, state="submitted")

    invitations.accept(invitation, user=bob)

    assert (Auditor.objects.get().firm, list(AuditorAccreditation.objects.all())) == (
        "Le sien",
        [running],
    )


def test_the_office_sends_again_or_withdraws_what_a_candidate_asked_for(signed_in, sonia, bob):
    invitation = asked(bob.email)
    office = signed_in(sonia)

    office.post(f"{REGISTER}invitations/{invitation.pk}/renvoyer/")
    [again] = actions.unanswered()
    assert (again.purpose, again.data) == (invitation.purpose, invitation.data)
    office.post(f"{REGISTER}invitations/{again.pk}/annuler/")

    assert (list(actions.unanswered()), invitations.accept(again, user=bob)) == ([], None)


def test_the_office_invites_whoever_has_asked(sonia):
    asked()

    facts = {"first_name": "Inès", "last_name": "Roux", "firm": "Relais", "regions": ["84"]}
    actions.invite_auditor(
        by=sonia, email="ines@relais.example", audit_types=["hqs"], is_public=False, **facts
    )

    assert [one.purpose for one in actions.unanswered()] == [actions.PURPOSE]


def test_a_candidate_sees_their_own_application_and_nothing_of_the_others(signed_in, dircom):
    other = make_accreditation(state="active")
    user = factories.make_user("Inès", "Roux")
    invitations.accept(asked(user.email), user=user)
    one = AuditorAccreditation.objects.get(auditor__user=user)
    browser = signed_in(user)

    assert browser.get(one.get_absolute_url()).status_code == 200
    assert browser.get(other.get_absolute_url()).status_code == 404
    assert browser.get(REGISTER).status_code == 403
    assert signed_in(dircom).get(one.get_absolute_url()).status_code == 404


def test_the_journal_tells_it_without_the_address():
    user = factories.make_user("Inès", "Roux")
    invitation = asked(user.email)
    invitations.accept(invitation, user=user)
    one = AuditorAccreditation.objects.get()

    rows = [audit_log.entries_of(thing) for thing in (invitation, one.auditor, one)]
    assert [line.sentence for lines in rows for line in lines] == [
        "Une personne a demandé à devenir auditeur, par la page publique.",
        "Inès Roux a confirmé son adresse et ouvre sa candidature d’auditeur.",
        "Inès Roux a ouvert une demande d’agrément.",
    ]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_sendings_of_one_address_at_once_leave_one_link():
    factories.make_user(roles=["label_referent"])
    start, made = threading.Barrier(2), []

    def go():
        start.wait()
        try:
            made.append(asked())
        except Refused as refused:
            made.append(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=go) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 2
    assert Invitation.objects.pending().count() == 1
