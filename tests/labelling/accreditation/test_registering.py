"""Register of auditors: the référent invites, the person accepts, then applies."""

import re
import threading

import pytest
from django.db import connection
from django.test import Client

from labelling.parties.accreditation.models import Auditor, AuditorAccreditation
from labelling.parties.accreditation.register import actions
from portal.accounts import invitations
from portal.models import Invitation, Role, User
from portal.web import worklist
from portal.web.submissions.once import new_key
from portal.workflow import Refused, audit_log
from tests import factories
from tests.labelling.accreditation.factories import make_auditor

pytestmark = pytest.mark.django_db
REGISTER = "/espace/agrements/auditeurs/"
NEW = f"{REGISTER}inscrire/"
FACTS = {
    "first_name": "Inès",
    "last_name": "Roux",
    "firm": "Relais Conseil",
    "regions": ["84", "27"],
    "audit_types": ["hqs", "verification"],
    "is_public": True,
}
TYPED = FACTS | {"email": "Ines@Relais.example", "is_public": "on"}
PERSON = {"first_name": "Inès", "last_name": "Roux", "password": "trois chats dorment dehors"}


def invited(by, email="ines@relais.example", **facts):
    return actions.invite_auditor(by=by, email=email, **FACTS | facts)


def accepted(invitation):
    return invitations.accept(invitation, **PERSON)


def codes(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.codes


def words_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split()).replace("\u00a0", " ")


@pytest.fixture
def paul(db):
    return factories.make_user("Paul", "Suppléant", roles=[Role.DEPUTY])


def test_the_referent_registers_an_auditor_who_accepts_then_applies(signed_in, sonia, mailoutbox):
    """The whole way by screens: no auditor comes from a scenario."""
    office = signed_in(sonia)
    assert "Registre des auditeurs" in office.get("/espace/agrements/").text
    sent = office.post(NEW, TYPED | {"once": new_key()}, follow=True)
    assert "Invitation envoyée à ines@relais.example. Elle vaut quatorze jours." in words_of(sent)
    assert "Inès Roux ines@relais.example Relais Conseil Sonia Vasseur" in words_of(sent)

    [mail] = mailoutbox
    assert mail.to == ["ines@relais.example"]
    assert (
        "entrer au registre des auditeurs du label Quali’Hlm, pour le cabinet Relais" in mail.body
    )
    visitor = Client()
    page = visitor.get(re.search(r"/compte/invitation/\w{64}/", mail.body)[0], follow=True)
    assert 'value="Inès"' in page.text
    assert visitor.post("/compte/invitation/", PERSON).headers["Location"] == "/espace/"

    ines = User.objects.get(email="ines@relais.example")
    kept = Auditor.objects.values("slug", "firm", "regions", "audit_types", "is_public", "is_demo")
    assert kept.get(user=ines) == {
        "slug": "ines-roux",
        "firm": "Relais Conseil",
        "regions": ["84", "27"],
        "audit_types": ["hqs", "verification"],
        "is_public": True,
        "is_demo": False,
    }
    [task] = worklist.lists(ines)[worklist.DO]
    assert (task.title, task.url) == ("Demander votre agrément", "/espace/agrements/")

    auditor = signed_in(ines)
    auditor.post("/espace/agrements/demander/", {"once": new_key()})
    one = AuditorAccreditation.objects.get()
    assert (one.auditor.user, one.state, one.audit_types) == (
        ines,
        "draft",
        ["hqs", "verification"],
    )
    assert "entre au registre des auditeurs" in auditor.get(one.get_absolute_url()).text
    assert one.reference in signed_in(sonia).get(REGISTER).text


def test_who_has_an_account_accepts_signed_in_and_keeps_it(signed_in, sonia, bob):
    invitation = invited(sonia, bob.email)
    browser = signed_in(bob)

    browser.get(invitation.get_absolute_url())
    answer = browser.post("/compte/invitation/")

    assert answer.headers["Location"] == "/espace/"
    assert (Auditor.objects.get().user, User.objects.filter(email=bob.email).count()) == (bob, 1)
    assert bob.memberships.filter(is_active=True).count() == 1


def test_what_is_typed_is_kept_beside_the_faults(signed_in, sonia):
    page = signed_in(sonia).post(NEW, TYPED | {"email": "ines", "firm": ""})

    assert (page.status_code, Invitation.objects.count()) == (422, 0)
    assert 'value="Roux"' in page.text
    assert page.context["form"].errors.keys() == {"email", "firm"}


def test_a_second_click_sends_one_invitation(signed_in, sonia, mailoutbox):
    once, office = new_key(), signed_in(sonia)

    answers = [office.post(NEW, TYPED | {"once": once}).status_code for _ in range(2)]

    assert (answers, Invitation.objects.count(), len(mailoutbox)) == ([302, 302], 1, 1)


def test_an_address_invited_already_is_refused_with_the_way_out_and_the_text_kept(
    signed_in, sonia, paul
):
    invited(sonia)

    page = signed_in(paul).post(NEW, TYPED | {"firm": "Autre cabinet", "once": new_key()})

    assert (page.status_code, Invitation.objects.count()) == (409, 1)
    assert "Une invitation est déjà en cours pour ines@relais.example" in words_of(page)
    assert "renvoyez-la, ou annulez-la pour la refaire." in words_of(page)
    assert 'value="Autre cabinet"' in page.text


def test_who_is_an_auditor_is_not_invited_again(sonia):
    auditor = make_auditor()

    assert codes(invited, sonia, auditor.user.email) == ["registered"]


def test_nobody_registers_themselves(sonia, paul):
    assert codes(invited, sonia, sonia.email) == ["oneself"]
    assert invited(paul, sonia.email).is_pending


def test_only_the_office_registers(signed_in, sonia, dircom, alice):
    secretary = factories.make_user("Hélène", roles=[Role.SECRETARY])
    invitation = invited(sonia)
    for person in (dircom, alice, secretary, make_auditor().user):
        browser = signed_in(person)
        assert [browser.get(url).status_code for url in (REGISTER, NEW)] == [403, 403]
        for act in ("renvoyer", "annuler"):
            url = f"{REGISTER}invitations/{invitation.pk}/{act}/"
            assert browser.post(url).status_code == 404
        assert codes(invited, person, "x@relais.example") == ["forbidden"]
        assert codes(actions.withdraw, invitation, by=person) == ["forbidden"]
        assert codes(actions.invite_again, invitation, by=person) == ["forbidden"]

    assert Invitation.objects.get().is_pending


def test_the_deputy_sends_again_what_the_referent_had_sent(signed_in, sonia, paul, mailoutbox):
    first = invited(sonia)
    office = signed_in(paul)

    page = office.post(f"{REGISTER}invitations/{first.pk}/renvoyer/", follow=True)

    second = Invitation.objects.exclude(pk=first.pk).get()
    assert "Invitation renvoyée à ines@relais.example. L’ancien lien ne sert plus." in words_of(
        page
    )
    assert (second.data, second.invited_by, len(mailoutbox)) == (FACTS, paul, 2)
    assert Client().get(first.get_absolute_url()).status_code == 404
    assert Client().get(second.get_absolute_url()).status_code == 302


def test_two_homonyms_have_two_names_in_addresses(sonia):
    first = accepted(invited(sonia))
    second = accepted(invited(sonia, "autre@relais.example"))

    slugs = dict(Auditor.objects.values_list("user", "slug"))
    assert slugs == {first.pk: "ines-roux", second.pk: f"ines-roux-{second.pk}"}


def test_the_journal_tells_who_invited_and_who_accepted_without_the_address(sonia):
    invitation = invited(sonia)
    accepted(invitation)

    said = [line.sentence for line in audit_log.entries_of(invitation)]
    said += [line.sentence for line in audit_log.entries_of(Auditor.objects.get())]
    assert said == [
        "Sonia Vasseur a invité une personne comme auditeur.",
        "Inès Roux a accepté l’invitation et entre au registre des auditeurs.",
    ]


def test_the_register_is_told_to_the_office_and_to_nobody_else(sonia, paul, dircom):
    invitation = invited(paul)

    assert list(Invitation.objects.visible_to(sonia)) == [invitation]
    assert list(Invitation.objects.visible_to(dircom)) == []


@pytest.mark.parametrize("rows", [1, 20])
def test_the_register_costs_the_same_with_many_rows(
    signed_in, sonia, rows, django_assert_max_num_queries
):
    for number in range(rows):
        invited(sonia, f"p{number}@relais.example")
        make_auditor()
    client = signed_in(sonia)
    client.get(REGISTER)

    with django_assert_max_num_queries(11):
        assert client.get(REGISTER).status_code == 200


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_invite_one_address_at_once_send_one_and_the_other_is_told():
    office = [factories.make_user(roles=[role]) for role in (Role.REFERENT, Role.DEPUTY)]
    start, told = threading.Barrier(2), []

    def go(person):
        start.wait()
        try:
            invited(person)
        except Refused as refused:
            told.extend(refused.codes)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(one,)) for one in office]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (Invitation.objects.count(), told) == (1, ["invited"])


def test_the_page_and_the_mail_say_what_waits_for_the_acceptance(signed_in, sonia, mailoutbox):
    """The public list, and from when the second factor is asked (BR-07)."""
    office = signed_in(sonia)
    assert "La liste publique attend cette acceptation, puis l’agrément" in words_of(
        office.get(NEW)
    )
    invited(sonia)
    listed = words_of(office.get(REGISTER))

    assert "La liste publique attend leur acceptation" in listed
    assert "Un second facteur vous sera demandé dès que votre agrément est en vigueur" in (
        mailoutbox[0].body
    )
