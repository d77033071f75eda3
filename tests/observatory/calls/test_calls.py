"""Calls to contribute: audience, letter, delay between two, outcome."""

from datetime import timedelta

import pytest

from labelling.parties.framework.binding import current_framework
from labelling.path.assessment.models import CriterionAnswer
from labelling.path.audits.models import AuditRating
from labelling.public import strong_points
from observatory.calls import actions, placeholders, recipients
from observatory.calls.models import CallLetter, ContributionCall
from portal.core import clock
from portal.notifications import outbox
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused, audit_log
from tests import factories
from tests.labelling.labels.factories import make_label
from tests.observatory.factories import make_practice
from tests.observatory.invitations.factories import make_strength

pytestmark = pytest.mark.django_db
HERE = "/espace/pratiques/appels/"


def criterion(code):
    return next(one for one in current_framework().criteria if one.code == code)


def assess(organism, by, code="T06.1", rating=3):
    """A deposited self-assessment of a labelled organism."""
    dossier = make_label(organism).dossier
    CriterionAnswer.objects.create(
        dossier=dossier, criterion=criterion(code), rating=rating, updated_by=by
    )
    return dossier


def audit(organism, code="T08.1", rating=3):
    mission = make_strength(organism).mission
    AuditRating.objects.create(mission=mission, criterion=criterion(code), rating=rating)


def found(user):
    return [(one["theme"], one["source"]) for one in recipients.to_call(user)]


def test_the_strong_who_tell_nothing_are_listed_the_least_told_theme_first(organism, alice, sonia):
    assess(organism, alice)
    audit(organism)
    audit(factories.make_organism("Sans label"), "T06.1")
    make_practice(factories.make_organism(), "published", themes=["T06"])

    noted = ("T01", "audit")  # the finding of the same report
    assert found(sonia) == [noted, ("T08", "audit"), ("T06", "self")]
    make_practice(organism, "draft", themes=["T08"])
    assert found(sonia) == [noted, ("T06", "self")]
    make_practice(organism, "withdrawn", themes=["T06"])
    assert found(sonia) == [noted, ("T06", "self")]


def test_what_an_auditor_noted_is_a_strength_without_any_rating(organism, sonia):
    make_label(organism)
    finding_ = make_strength(organism)
    [one] = recipients.to_call(sonia)
    assert (one["code"], one["source"]) == (finding_.criterion.code, "audit")


def test_neither_a_middling_rating_nor_a_report_under_way_is_a_strength(organism, alice, sonia):
    dossier = assess(organism, alice, rating=2)
    mission = make_strength(organism, state="contradictory").mission
    AuditRating.objects.create(mission=mission, criterion=criterion("T08.1"), rating=3)
    assert (dossier.submitted_on is not None, found(sonia)) == (True, [])


def test_strengths_are_for_the_office_alone(signed_in, organism, alice, bob, dircom, sonia):
    """BR-89: nothing of an audit nor of a self-assessment through this door."""
    assess(organism, alice)
    [strength] = strong_points(sonia)
    for who in (alice, bob, dircom):
        client = signed_in(who)
        assert (strong_points(who), recipients.to_call(who)) == ([], [])
        pages = ("", "envoyes/", "lettre/", f"{organism.slug}/T06/")
        assert [client.get(f"{HERE}{page}").status_code for page in pages] == [404] * 4
        with pytest.raises(Forbidden):
            actions.send(strength, by=who)
        with pytest.raises(Forbidden):
            actions.write_letter("S", "T", by=who, seen=1)


def test_the_letter_reaches_the_members_and_is_kept_word_for_word(
    signed_in, organism, alice, bob, sonia, mailoutbox
):
    assess(organism, alice)
    office, once = signed_in(sonia), new_key()
    address = f"{HERE}{organism.slug}/T06/"
    before = office.get(address).content.decode()
    answers = [office.post(address, {"once": once}) for _ in range(2)]
    outbox.deliver_due()
    call = ContributionCall.objects.get()
    actions.write_letter("Autre objet", "Autre {organisme} {lien}", by=sonia, seen=1)
    call.refresh_from_db()
    page = signed_in(alice).get(call.get_absolute_url()).content.decode()

    assert "Envoyer l’invitation" in before
    assert [answer.status_code for answer in answers] == [302, 302]
    assert [mail.to for mail in mailoutbox] == [[alice.email]]
    assert mailoutbox[0].subject == f"Une pratique de {organism} servirait à d’autres"
    assert criterion("T06.1").title in call.text
    assert call.text in mailoutbox[0].body
    assert (call.letter.number, call.sent_by, audit_log.entries_of(call).count()) == (1, sonia, 1)
    assert "Proposer une pratique" in page
    assert signed_in(bob).get(call.get_absolute_url()).status_code == 404


def test_an_organism_is_called_once_on_a_theme_in_six_months(signed_in, organism, alice, sonia):
    assess(organism, alice)
    [strength] = recipients.to_call(sonia)
    actions.send(strength, by=sonia)
    again = signed_in(sonia).post(f"{HERE}{organism.slug}/T06/", {"once": new_key()})
    listed = signed_in(sonia).get(HERE).content.decode()

    assert again.status_code == 409
    assert "a déjà été invité sur ce thème" in again.content.decode()
    assert (">Invité</a>" in listed, ContributionCall.objects.count()) == (True, 1)
    with clock.at(clock.now() + timedelta(days=181)):
        actions.send(strength, by=sonia)
    assert ContributionCall.objects.count() == 2


def test_an_organism_without_member_is_not_called(organism, sonia):
    assess(organism, sonia)
    organism.memberships.update(is_active=False)
    [strength] = recipients.to_call(sonia)
    with pytest.raises(Refused, match="aucun membre"):
        actions.send(strength, by=sonia)
    assert not ContributionCall.objects.exists()


def test_a_letter_that_is_answered_before_it_leaves_is_dropped(organism, alice, sonia, mailoutbox):
    assess(organism, alice)
    actions.send(recipients.to_call(sonia)[0], by=sonia)
    make_practice(organism, "draft", themes=["T06"])
    outbox.deliver_due()
    assert mailoutbox == []


def test_what_came_of_a_call_is_the_first_sheet_opened_since(signed_in, organism, alice, sonia):
    assess(organism, alice)
    old = make_practice(organism, "rejected", themes=["T06"])
    actions.send(recipients.to_call(sonia)[0], by=sonia)
    type(old).objects.filter(pk=old.pk).update(created_at=clock.now() - timedelta(days=1))
    client = signed_in(sonia)
    before = client.get(f"{HERE}envoyes/").context["rows"][0]["outcome"]
    make_practice(organism, "draft", themes=["T01"])
    other = client.get(f"{HERE}envoyes/").context["rows"][0]["outcome"]
    make_practice(organism, "published", themes=["T06"])

    after = client.get(f"{HERE}envoyes/").context["rows"][0]["outcome"]
    assert (before, other, after) == ("", "", "Fiche publiée")


def test_words_in_braces_are_a_closed_set():
    assert (
        placeholders.faults(placeholders.TEXT, placeholders.REQUIRED)
        == placeholders.faults(placeholders.SUBJECT)
        == []
    )
    assert [one[:12] for one in placeholders.faults("{organisme} {prénom} {lien}")] == [
        "«\u00a0{prénom}\u00a0»"
    ]
    assert placeholders.faults("{organisme", placeholders.REQUIRED)[0].startswith("Une accolade")
    assert [
        one.split("\u00a0")[0] for one in placeholders.faults("Bonjour", placeholders.REQUIRED)
    ] == [
        "Le texte doit contenir {organisme}",
        "Le texte doit contenir {lien}",
    ]
    assert placeholders.filled("{a} et {b}", {"a": "{b}", "b": "x"}) == "{b} et x"


def test_the_referent_reads_the_letter_on_an_organism_before_keeping_it(
    signed_in, organism, alice, sonia
):
    assess(organism, alice)
    client, address = signed_in(sonia), f"{HERE}lettre/"
    typed = {"subject": "Pour {organisme}", "text": "{organisme}, {critère} : {lien}", "seen": "1"}
    looked = client.post(
        address, typed | {"organism": organism.pk, "preview": "oui", "once": new_key()}
    )
    nobody = client.post(address, typed | {"preview": "oui", "once": new_key()})
    wrong = client.post(address, typed | {"text": "{organisme} {nom}", "once": new_key()})
    untouched = CallLetter.objects.count()
    kept = client.post(address, typed | {"once": new_key()})
    late = client.post(address, typed | {"subject": "Encore", "once": new_key()})
    again = client.post(address, typed | {"seen": "2", "once": new_key()})

    shown = looked.content.decode()
    assert (looked.status_code, f"Pour {organism}" in shown) == (200, True)
    assert criterion("T06.1").title in shown
    assert (nobody.status_code, wrong.status_code, untouched) == (422, 422, 0)
    assert "{organisme} {nom}" in wrong.content.decode()
    assert (kept.status_code, late.status_code, again.status_code) == (302, 409, 302)
    assert "Encore" in late.content.decode()
    assert list(CallLetter.objects.values_list("number", "subject")) == [
        (2, "Pour {organisme}"),
        (1, placeholders.SUBJECT),
    ]


def test_one_and_many_rows_cost_the_same(signed_in, alice, sonia, django_assert_num_queries):
    client = signed_in(sonia)
    for many in (1, 4):
        for _ in range(many):
            organism = factories.make_organism()
            factories.make_member(organism)
            assess(organism, alice)
        actions.send(recipients.to_call(sonia)[-1] | {"theme": f"T0{many}"}, by=sonia)
        client.get(HERE)
        with django_assert_num_queries(13):
            client.get(HERE)
        with django_assert_num_queries(9):
            client.get(f"{HERE}envoyes/")


def test_nobody_to_invite_is_said(signed_in, sonia):
    client = signed_in(sonia)
    assert "Personne à inviter" in client.get(HERE).content.decode()
    assert "Aucune invitation envoyée" in client.get(f"{HERE}envoyes/").content.decode()
    assert client.get(f"{HERE}lettre/").status_code == 200
    assert client.get(f"{HERE}personne/T06/").status_code == 404
