"""Recovery of an office from the machine: who alone holds it, and cannot come in any more."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from portal.accounts import sessions
from portal.accounts.invitations import accept
from portal.models import Invitation, Role, User
from portal.workflow import audit_log
from tests.factories import make_user
from tests.portal.account_desk.conftest import device_of, is_out

pytestmark = pytest.mark.django_db
NINA = "nina@exemple.fr"


def recover(office, **addresses):
    said = StringIO()
    given = {"technical": None, "referent": None} | addresses
    call_command("start", stdout=said, recover=office, **given)
    return said.getvalue()


def with_factor(person):
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return person


@pytest.fixture
def lost(theo):
    """The only technical administrator, with a second factor."""
    return with_factor(theo)


def test_the_only_holder_chooses_a_password_and_a_factor_again(theo, sonia, mailoutbox):
    there = device_of(theo)
    lost, before = with_factor(theo), is_out(there)
    said = recover("technical")
    lost = User.objects.get(pk=lost.pk)

    assert "L’accès à la fonction «\u00a0administrateur technique\u00a0» est rouvert" in said
    assert (lost.has_usable_password(), lost.roles) == (False, {Role.TECH})
    assert (sessions.factors_of(lost).count(), sessions.devices_of(lost).count()) == (0, 0)
    assert (before, is_out(there)) == (False, True)
    assert audit_log.entries_of(lost).first().sentence == (
        "La machine du portail a rouvert l’accès de Théo Technique, administrateur technique."
    )
    subjects = sorted((mail.to[0], mail.subject) for mail in mailoutbox)
    told = "Un accès est rouvert depuis la machine du portail"
    assert [one for one in subjects if one[1] == told] == sorted(
        [(lost.email, told), (sonia.email, told)]
    )
    [link] = [mail for mail in mailoutbox if "/compte/mot-de-passe/oublie/" in mail.body]
    assert link.to == [lost.email]


def test_who_comes_back_enrols_a_second_factor_before_any_other_page(
    client, lost, sonia, mailoutbox
):
    recover("technical")
    there = User.objects.get(pk=lost.pk)
    client.force_login(there, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.get("/espace/fonctions/").headers["Location"] == "/compte/second-facteur/"


def test_where_the_address_is_lost_somebody_else_is_invited_and_nobody_loses_the_office(
    lost, sonia, mailoutbox
):
    said = recover("referent", referent=NINA)
    invitation = Invitation.objects.get()
    nina = accept(invitation, first_name="Nina", last_name="Petit", password="x" * 20)

    assert "Une deuxième personne est invitée à la fonction «\u00a0référent label\u00a0»" in said
    assert (nina.roles, User.objects.get(pk=sonia.pk).roles) == ({Role.REFERENT}, {Role.REFERENT})
    assert {lost.email, sonia.email, NINA} == {mail.to[0] for mail in mailoutbox}
    assert audit_log.entries_of(invitation).last().actor is None


def test_run_again_it_changes_nothing_more(lost, sonia):
    recover("technical")
    recover("technical", technical=lost.email.upper())

    assert User.objects.get(pk=lost.pk).roles == {Role.TECH}
    assert Invitation.objects.count() == 0


def test_it_is_refused_when_somebody_else_can_do_it_on_the_screen(lost, sonia):
    make_user("Tom", "Deux", roles=[Role.TECH])
    with pytest.raises(CommandError, match="Une autre personne tient aussi la fonction"):
        recover("technical")

    assert sessions.factors_of(lost).count() == 1


def test_a_closed_account_is_nobody_who_could_do_it(lost, sonia):
    tom = make_user("Tom", "Parti", roles=[Role.TECH])
    User.objects.filter(pk=tom.pk).update(is_active=False)

    assert "est rouvert" in recover("technical")


@pytest.mark.parametrize(
    ("office", "addresses", "sentence"),
    [
        ("technical", {}, "relancez la commande sans --recover"),
        ("referent", {"referent": "claire"}, "n’est pas une adresse électronique"),
        ("referent", {"technical": NINA}, "d’aucune autre"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence_and_nothing_is_done(
    sonia, office, addresses, sentence
):
    with pytest.raises(CommandError, match=sentence):
        recover(office, **addresses)

    assert (Invitation.objects.count(), audit_log.entries_of(sonia).count()) == (0, 0)


def test_one_person_is_not_invited_to_both_offices(lost, sonia):
    with pytest.raises(CommandError, match="donnez deux adresses"):
        recover("referent", referent=lost.email)
