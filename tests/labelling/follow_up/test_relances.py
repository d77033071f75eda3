"""Relances: proposed from what is missing, shown as they leave, undone until they do, one mail each."""

from datetime import timedelta

import pytest

from labelling.models import Exchange, Relance
from labelling.steering.follow_up.relances import actions
from labelling.steering.follow_up.relances.mails import Proposal, propose
from portal.core import clock
from portal.models import Message
from portal.notifications import outbox
from portal.web import worklist
from portal.workflow import Forbidden, Refused
from tests import factories

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=11)


def prepared(organism, by, *people, **facts):
    one = Proposal(organism, people, None, "Où en êtes-vous ?", "Bonjour,\n\nDites-nous.")
    (made,) = actions.prepare([one], by=by, is_reviewed=True, **facts)
    return made


def leave():
    with clock.at(clock.now() + LATER):
        actions.send_due()
        outbox.deliver_due()


def test_the_text_says_whose_turn_it_is_and_what_lacks(organism, dossier, alice, sonia):
    found = propose(organism, by=sonia)

    assert (found.why_not, found.people, found.dossier) == ("", (alice,), dossier)
    assert f"Votre dossier {dossier.reference}" in found.subject
    assert "La main est à votre organisme" in found.text
    assert "Il manque encore" in found.text
    assert found.text.endswith(str(sonia))


def test_who_would_receive_nothing_is_told_why(organism, sonia):
    nobody, gone = factories.make_organism(), factories.make_organism(is_active=False)
    factories.make_member(organism, "contact")

    assert propose(nobody, by=sonia).why_not == "personne n’agit pour lui sur le portail"
    assert propose(gone, by=sonia).why_not == "il n’exerce plus"
    assert propose(organism, by=sonia).why_not.startswith("rien n’attend de sa part")


def test_a_dossier_in_the_hands_of_the_office_asks_nothing_of_the_organism(
    organism, dossier, alice, sonia
):
    type(dossier).objects.filter(pk=dossier.pk).update(
        state="submitted", submitted_on=clock.today()
    )

    assert (
        propose(organism, by=sonia).why_not
        == "la main n’est pas à l’organisme\u00a0: le référent label"
    )


def test_a_dossier_under_audit_asks_what_its_mission_waits_for(organism, dossier, alice, sonia):
    """Its state has no task of the organism's: the first condition that is missing says what is asked."""
    type(dossier).objects.filter(pk=dossier.pk).update(
        state="audit", submitted_on=clock.today(), waits_for="l’organisme", lacks="report_final"
    )

    text = propose(organism, by=sonia).text
    assert (
        "La main est à votre organisme\u00a0: il manque\u00a0: rapport d’audit définitif." in text
    )


def test_what_is_shown_is_what_leaves(organism, alice, sonia, mailoutbox):
    relance = prepared(organism, sonia, alice)
    shown = actions.as_it_leaves(relance, alice)
    actions.confirm(relance.batch, by=sonia)
    leave()

    assert [(mail.subject, mail.body) for mail in mailoutbox] == [shown]
    assert (mailoutbox[0].to, mailoutbox[0].reply_to) == ([alice.email], [sonia.email])


def test_nothing_leaves_before_ten_minutes_and_it_may_be_undone_meanwhile(
    organism, alice, sonia, paul, mailoutbox
):
    relance = prepared(organism, sonia, alice)
    actions.confirm(relance.batch, by=sonia)
    actions.send_due()
    assert not Relance.objects.visible_to(alice).exists()
    actions.cancel(relance, by=paul)
    leave()

    assert (mailoutbox, Message.objects.count(), Exchange.objects.count()) == ([], 0, 0)


def test_once_it_has_left_it_is_no_more_undone(organism, alice, sonia):
    relance = prepared(organism, sonia, alice)
    actions.confirm(relance.batch, by=sonia)
    leave()

    with pytest.raises(Refused, match="partie"):
        actions.cancel(relance, by=sonia)


def test_it_is_kept_as_a_contact_with_its_follow_up_on_the_home(organism, alice, sonia):
    day = clock.today() + timedelta(days=8)
    relance = prepared(organism, sonia, alice, follow_on=day)
    actions.confirm(relance.batch, by=sonia)
    leave()

    exchange = Exchange.objects.get()
    assert (exchange.kind, exchange.relance, exchange.with_name) == ("relance", relance, str(alice))
    with clock.at(clock.now() + timedelta(days=8)):
        assert [task.title for task in worklist.lists(sonia)["do"]] == ["Suivre la relance"]


def test_a_second_confirmation_sends_nothing_more(organism, alice, sonia, mailoutbox):
    relance = prepared(organism, sonia, alice)
    actions.confirm(relance.batch, by=sonia)

    with pytest.raises(Refused, match="déjà confirmées"):
        actions.confirm(relance.batch, by=sonia)
    leave()
    leave()
    assert len(mailoutbox) == 1


def test_of_two_preparations_for_one_organism_the_second_is_refused(organism, alice, sonia, paul):
    first, second = prepared(organism, sonia, alice), prepared(organism, paul, alice)
    actions.confirm(first.batch, by=sonia)

    with pytest.raises(Refused, match="Une autre relance"):
        actions.confirm(second.batch, by=paul)
    assert Relance.objects.get(pk=second.pk).is_draft


def test_each_mail_of_a_batch_is_read_or_left_out_first(organism, alice, sonia, bob):
    other = bob.memberships.get().organism
    made = actions.prepare(
        [Proposal(one, people, None, "Objet", "Texte") for one, people in ((organism, [alice]), (other, [bob]))],
        by=sonia,
    )  # fmt: skip
    with pytest.raises(Refused, match="Relisez encore"):
        actions.confirm(made[0].batch, by=sonia)
    actions.write(made[0], by=sonia, subject="À vous", text="Mot", people=[alice], follow_on=None)
    actions.leave_out(made[1], by=sonia)

    assert [one.organism for one in actions.confirm(made[0].batch, by=sonia)] == [organism]


def test_somebody_who_left_the_organism_meanwhile_receives_nothing(
    organism, alice, sonia, mailoutbox
):
    relance = prepared(organism, sonia, alice)
    actions.confirm(relance.batch, by=sonia)
    alice.memberships.update(is_active=False)
    leave()

    assert mailoutbox == []
    assert set(Message.objects.values_list("dropped_for", flat=True)) == {"fallen"}


def test_the_secretariat_and_the_organism_write_to_nobody(organism, alice, nora):
    for person in (alice, nora):
        with pytest.raises(Forbidden):
            prepared(organism, person, alice)


def test_from_the_page_of_an_organism_to_the_mail(
    organism, dossier, alice, sonia, signed_in, mailoutbox
):
    """Its form, proposed; the mail word for word; « Envoyer », then « Annuler »."""
    client, address = signed_in(sonia), f"/espace/organismes/{organism.slug}/suivi/relancer/"
    form = client.get(address).context["form"]
    typed = {
        "people": [alice.pk],
        "subject": form["subject"].value(),
        "text": "Bonjour,\n\nAlors ?",
    }
    answer = client.post(address, typed, follow=True)
    relance = Relance.objects.get()

    assert "Alors ?" in answer.content.decode()
    assert "Répondre à ce courriel écrit à" in answer.content.decode()
    client.post(f"{relance.batch_url}confirmer/")
    page = client.get(relance.batch_url).content.decode()
    assert "Vont partir" in page
    client.post(f"{relance.url}annuler/")
    leave()
    assert mailoutbox == []


def test_several_organisms_are_seen_without_writing_then_prepared(
    organism, dossier, alice, sonia, signed_in
):
    client, other = signed_in(sonia), factories.make_organism("Sans personne")
    asked = {"organism": [organism.slug, other.slug]}
    page = client.get("/espace/relances/preparer/", asked).content.decode()

    assert "personne n’agit pour lui sur le portail" in page
    asked_for = {"functions": ["contact"], "preview": "oui"}
    for more in ({}, asked_for):  # as a list posts it, then by the button
        seen = client.post("/espace/relances/preparer/", asked | more)
        assert (seen.status_code, Relance.objects.count()) == (200, 0)
        assert other.name in seen.content.decode()
    both = {"functions": ["contact", "signatory"], "prepare": "oui"}
    answer = client.post("/espace/relances/preparer/", asked | both)
    assert answer.status_code == 302
    assert [one.organism for one in Relance.objects.all()] == [organism]


def test_sent_twice_the_form_prepares_one_batch(organism, dossier, alice, sonia, signed_in):
    client = signed_in(sonia)
    typed = {
        "organism": [organism.slug], "functions": ["signatory"], "prepare": "oui",
        "once": "0" * 31 + "1",
    }  # fmt: skip
    for _ in range(2):
        client.post("/espace/relances/preparer/", typed)

    assert Relance.objects.count() == 1


def test_an_unknown_organism_is_refused_with_a_sentence(sonia, signed_in):
    for slug in ("inconnu", "a\0b", "x" * 300):
        answer = signed_in(sonia).post(
            "/espace/relances/preparer/",
            {"organism": [slug], "functions": ["contact"], "preview": "oui"},
        )
        assert answer.status_code == 422
