"""First people of an installation: invited by a command, once, and by nobody else."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.access.roles import give_role
from portal.accounts.invitations import accept
from portal.models import Invitation, Role
from portal.workflow import audit_log
from tests import factories

pytestmark = pytest.mark.django_db
TWO = {"technical": "theo@exemple.fr", "referent": "claire@exemple.fr"}


def start(**addresses):
    said = StringIO()
    call_command("start", stdout=said, **addresses)
    return said.getvalue().splitlines()


def pending():
    """{address: role} of the invitations that may still be accepted."""
    return {one.email: one.data["roles"][0] for one in Invitation.objects.pending()}


def accepted(email):
    person = {"first_name": "Ana", "last_name": email.partition("@")[0], "password": "x" * 20}
    return accept(Invitation.objects.pending().get(email=email), **person)


def test_two_people_are_invited_with_their_office_and_the_journal_says_it(mailoutbox):
    lines = start(**TWO)

    assert pending() == {"theo@exemple.fr": Role.TECH, "claire@exemple.fr": Role.REFERENT}
    assert [line.partition(",")[0] for line in lines[:2]] == [
        "administrateur technique\u00a0: theo@exemple.fr",
        "référent label\u00a0: claire@exemple.fr",
    ]
    assert sorted(mail.to[0] for mail in mailoutbox) == ["claire@exemple.fr", "theo@exemple.fr"]
    assert [
        audit_log.entries_of(one).get().sentence for one in Invitation.objects.order_by("pk")
    ] == [
        "La mise en service a invité une personne à la fonction «\u00a0administrateur technique\u00a0».",
        "La mise en service a invité une personne à la fonction «\u00a0référent label\u00a0».",
    ]


def test_who_accepts_holds_the_office_and_nothing_else():
    start(**TWO)
    theo, claire = accepted("theo@exemple.fr"), accepted("claire@exemple.fr")

    assert (theo.roles, claire.roles) == ({Role.TECH}, {Role.REFERENT})
    assert audit_log.entries_of(Invitation.objects.get(accepted_by=claire)).first().actor == claire


def test_run_again_it_invites_anew_only_who_is_missing():
    start(**TWO)
    accepted("theo@exemple.fr")
    start(referent="sonia@exemple.fr", technical=None)

    assert pending()["sonia@exemple.fr"] == Role.REFERENT
    assert Invitation.objects.pending().filter(data__roles=[Role.TECH]).count() == 0


def test_the_same_address_again_withdraws_the_former_link():
    start(**TWO)
    start(**TWO)

    assert (len(pending()), Invitation.objects.count()) == (2, 4)
    assert Invitation.objects.pending().count() == 2


def test_in_service_it_invites_nobody():
    for role in (Role.TECH, Role.REFERENT):
        give_role(factories.make_user("Ana", role.label), role)

    with pytest.raises(CommandError, match="déjà en service"):
        start(**TWO)
    assert Invitation.objects.count() == 0


def test_a_closed_account_holds_no_office():
    gone = factories.make_user("Théo", "Parti", roles=[Role.TECH])
    gone.is_active = False
    gone.save()
    start(**TWO)

    assert pending()["theo@exemple.fr"] == Role.TECH


@pytest.mark.parametrize(
    ("addresses", "sentence"),
    [
        ({"technical": "theo", "referent": "claire@exemple.fr"}, "n’est pas une adresse"),
        ({"technical": "a@exemple.fr", "referent": "A@exemple.fr"}, "donnez deux adresses"),
        ({"technical": "theo@exemple.fr", "referent": None}, "référent label"),
        ({"technical": None, "referent": None}, "administrateur technique, puis référent label"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence_and_nothing_is_done_by_halves(addresses, sentence):
    with pytest.raises(CommandError, match=sentence):
        start(**addresses)
    assert Invitation.objects.count() == 0


def test_nobody_takes_the_second_office_who_holds_the_first():
    give_role(factories.make_user("Théo", "Technique", email="theo@exemple.fr"), Role.TECH)

    with pytest.raises(CommandError, match="donnez deux adresses"):
        start(technical=None, referent="Theo@exemple.fr")


def test_the_environment_gives_the_addresses(monkeypatch):
    monkeypatch.setenv("PORTAL_FIRST_TECHNICAL", "theo@exemple.fr")
    monkeypatch.setenv("PORTAL_FIRST_REFERENT", "claire@exemple.fr")
    start(technical=None, referent=None)

    assert sorted(pending()) == ["claire@exemple.fr", "theo@exemple.fr"]
