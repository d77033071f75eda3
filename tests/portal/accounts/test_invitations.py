"""Invitations: the only way in; used, withdrawn, expired and invented links give one same page."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from portal.accounts import invitations
from portal.accounts.models import Invitation
from portal.core import clock
from portal.models import Role, User
from portal.workflow import Refused
from tests.factories import make_user
from tests.portal.accounts.conftest import HERE, NEW, PASSWORD, accept, is_signed_in, shown
from tests.portal.accounts.test_sign_in import told

pytestmark = pytest.mark.usefixtures("purposes")


def test_the_mail_says_who_invites_and_to_what(lea, mailoutbox):
    invitation = invitations.invite(
        "ines@test.example", by=lea, purpose="test.dpo", data={"what": "les données"}
    )
    (mail,) = mailoutbox

    assert mail.to == ["ines@test.example"]
    assert mail.subject == "Léa Morvan vous invite au portail Quali’Hlm"
    assert "veiller sur les données" in mail.body
    assert f"/compte/invitation/{invitation.token}/" in mail.body
    assert mail.extra_headers["Message-ID"].endswith("@127.0.0.1>")


def test_the_token_is_kept_nowhere(sent):
    row = Invitation.objects.filter(pk=sent.pk).values().get()

    assert sent.token not in map(str, row.values())
    assert row["email"] == "ines@test.example"


def test_the_token_leaves_the_address_at_once(client, sent):
    assert client.get(sent.get_absolute_url()).headers["Location"] == HERE


def test_accepting_opens_an_account_and_enters(client, sent):
    page = " ".join(shown(client, sent).content.decode().split())
    assert "Léa Morvan vous invite à lire les pages." in page

    response = accept(client, sent)

    ines = User.objects.get(email="ines@test.example")
    sent.refresh_from_db()
    assert response.headers["Location"] == "/espace/"
    assert is_signed_in(client)
    assert str(ines) == "Inès Roux"
    assert (sent.accepted_by, sent.is_pending) == (ines, False)


def test_br_07_a_privileged_purpose_wants_16_characters_then_the_second_factor(client, lea):
    invitation = invitations.invite(
        "ines@test.example", by=lea, purpose="test.dpo", data={"what": "tout"}
    )
    refused = accept(client, invitation, NEW | {"password": "quinze lettres!"})
    assert "il en faut 16" in refused.content.decode()

    accept(client, invitation)

    assert User.objects.get(email="ines@test.example").has_role(Role.DPO)
    assert client.get("/espace/").headers["Location"] == reverse("mfa_index")


def test_a_password_just_chosen_is_not_asked_again_to_set_up_the_second_factor(client, lea):
    invitation = invitations.invite(
        "ines@test.example", by=lea, purpose="test.dpo", data={"what": "tout"}
    )
    accept(client, invitation)
    fresh = client.get(reverse("mfa_activate_totp"))

    session = client.session
    session["account_opened_at"] -= 301
    session.save()
    later = client.get(reverse("mfa_activate_totp"))

    assert (fresh.status_code, later.status_code) == (200, 302)
    assert later.headers["Location"].startswith(reverse("account_reauthenticate"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"first_name": ""}, "Remplissez ce champ."),
        ({"password": "court"}, "il en faut 14"),
        ({"password": "roux chante le matin"}, "Retirez"),
    ],
)
def test_a_refused_form_keeps_the_invitation(client, sent, change, message):
    response = accept(client, sent, NEW | change)

    assert response.status_code == 422
    assert message in response.content.decode()
    assert Invitation.objects.pending().count() == 1
    assert not User.objects.filter(email=sent.email).exists()


def test_used_withdrawn_expired_and_invented_links_give_one_same_page(client, lea):
    used, withdrawn, expired = (
        invitations.invite(f"p{n}@test.example", by=lea, purpose="test.reader") for n in range(3)
    )
    accept(Client(), used)
    invitations.withdraw(withdrawn)
    Invitation.objects.filter(pk=expired.pk).update(expires_at=clock.now())
    invented = reverse("accounts:invitation_link", args=["0" * 64])
    links = [invited.get_absolute_url() for invited in (used, withdrawn, expired)] + [
        invented,
        HERE,
    ]

    pages = {told(client.get(link)) for link in links} | {told(client.post(HERE, NEW))}

    assert len(pages) == 1
    assert next(iter(pages))[0] == 404
    assert User.objects.filter(email__startswith="p").count() == 1


def test_an_invitation_lasts_fourteen_days(client, lea):
    with clock.at(clock.parse("2026-11-24 10:00")):
        invitation = invitations.invite("ines@test.example", by=lea, purpose="test.reader")
    link = invitation.get_absolute_url()

    with clock.at(clock.parse("2026-12-08 09:59")):
        assert client.get(link, follow=True).status_code == 200
    with clock.at(clock.parse("2026-12-08 10:00")):
        assert client.get(link).status_code == 404
        assert client.get(HERE).status_code == 404


def test_inviting_again_withdraws_the_first_link(client, lea):
    first = invitations.invite("ines@test.example", by=lea, purpose="test.reader")
    second = invitations.invite("ines@test.example", by=lea, purpose="test.reader")

    assert client.get(first.get_absolute_url()).status_code == 404
    assert shown(client, second).status_code == 200


def test_sent_again_it_lasts_fourteen_days_more_by_a_new_link(client, lea, nour):
    first = invitations.invite("ines@test.example", by=lea, purpose="test.reader")
    with clock.at(clock.now() + timedelta(days=20)):
        again = invitations.send_again(first, by=nour)
        assert client.get(first.get_absolute_url()).status_code == 404
        assert shown(client, again).status_code == 200

    assert (again.email, again.data, again.invited_by) == (first.email, first.data, nour)
    assert [one.pk for one in invitations.unanswered("test.reader")] == [again.pk]


@pytest.mark.parametrize(
    "act", [invitations.withdraw, lambda one: invitations.send_again(one, by=None)]
)
def test_what_is_accepted_or_withdrawn_is_neither_sent_again_nor_withdrawn(lea, nour, act):
    used, withdrawn = (
        invitations.invite(f"p{n}@test.example", by=lea, purpose="test.reader") for n in range(2)
    )
    invitations.accept(used, user=nour)
    invitations.withdraw(withdrawn)

    for one in (used, withdrawn):
        with pytest.raises(Refused, match="déjà acceptée, renvoyée ou annulée"):
            act(one)
    assert Invitation.objects.filter(purpose="test.reader").count() == 2


def test_who_has_an_account_signs_in_then_accepts(client, lea, nour, sign_in, signed_in):
    invitation = invitations.invite(lea.email, by=nour, purpose="test.reader")
    page = shown(client, invitation).content.decode()
    assert "Vous avez déjà un compte à cette adresse." in page
    assert "Nouveau mot de passe" not in page

    client.post(reverse("account_login"), {"login": lea.email, "password": PASSWORD, "next": HERE})
    assert "Accepter cette invitation" in client.get(HERE).content.decode()
    response = client.post(HERE)

    assert response.headers["Location"] == "/espace/"
    assert Invitation.objects.get(pk=invitation.pk).accepted_by == lea


def test_an_account_is_never_given_to_whoever_is_signed_in(client, sent, nour, signed_in):
    signed_in(nour)

    response = accept(client, sent)

    assert "Le compte ouvert ici est celui de Nour Adam" in response.content.decode()
    assert Invitation.objects.pending().count() == 1


def test_a_link_read_by_another_does_not_take_over_an_account(client, lea, nour):
    invitation = invitations.invite(lea.email, by=nour, purpose="test.reader")

    accept(client, invitation)

    lea.refresh_from_db()
    assert lea.check_password(PASSWORD)
    assert not is_signed_in(client)


def test_inviting_answers_the_same_for_a_known_and_an_unknown_address(lea, nour, mailoutbox):
    known = invitations.invite(nour.email, by=lea, purpose="test.reader")
    unknown = invitations.invite("personne@test.example", by=lea, purpose="test.reader")

    assert known.is_pending == unknown.is_pending
    assert len(mailoutbox) == 2


def test_fifty_invitations_a_day(lea):
    with clock.at(clock.parse("2026-11-24 10:00")):
        for n in range(50):
            invitations.invite(f"p{n}@test.example", by=lea, purpose="test.reader")
        with pytest.raises(Refused) as refused:
            invitations.invite("ines@test.example", by=lea, purpose="test.reader")
    assert refused.value.codes == ["too_many_invitations"]

    with clock.at(clock.parse("2026-11-24 10:00") + timedelta(days=1, minutes=1)):
        invitations.invite("ines@test.example", by=lea, purpose="test.reader")


def test_an_unknown_purpose_is_refused_at_once(lea):
    with pytest.raises(KeyError):
        invitations.invite("ines@test.example", by=lea, purpose="nothing")


def test_only_the_inviter_and_the_technique_see_an_invitation(sent, lea, nour):
    assert list(Invitation.objects.visible_to(lea)) == [sent]
    assert list(Invitation.objects.visible_to(nour)) == []


def test_who_is_signed_in_as_another_leaves_that_account_and_goes_on(client, sent, nour, signed_in):
    browser = signed_in(nour)
    page = shown(browser, sent)
    assert "Cette invitation est pour une autre adresse" in page.text

    after = browser.post(HERE, {"leave": "1"}, follow=True)
    assert not is_signed_in(browser)
    assert "Ouvrir mon compte" in after.text


def test_a_second_click_by_who_has_accepted_leads_to_the_space(client, sent):
    accept(client, sent)
    again = client.get(sent.get_absolute_url())

    assert again.status_code == 404
    assert "Ouvrir mon espace" in again.text


def test_the_rule_of_the_password_says_one_length_that_of_the_person(client, lea, sent):
    assert "Au moins 14 caractères. Une phrase" in shown(client, sent).text

    data = {"what": "les données"}
    privileged = invitations.invite("p@test.example", by=lea, purpose="test.dpo", data=data)
    assert "Au moins 16 caractères. Une phrase" in shown(Client(), privileged).text


def test_br07_the_mail_and_the_page_tell_the_second_factor_to_who_will_be_asked_one(
    client, lea, mailoutbox
):
    """Not to who has one already, nor for a purpose that asks none."""
    asked = "econd facteur"
    dpo = {"by": lea, "purpose": "test.dpo", "data": {"what": "les données"}}
    invitation = invitations.invite("ines@test.example", **dpo)
    page = shown(client, invitation).text
    has_one = make_user("Tom", "Équipé")
    Authenticator.objects.create(user=has_one, type=Authenticator.Type.TOTP, data={})
    invitations.invite(has_one.email, **dpo)
    invitations.invite("ines@test.example", by=lea, purpose="test.reader")

    assert [asked in mail.body for mail in mailoutbox] == [True, False, False]
    assert "demandé dès votre première visite, en plus du mot de passe" in " ".join(page.split())
