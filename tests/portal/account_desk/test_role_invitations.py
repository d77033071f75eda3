"""Invitations to an office: who has no account receives the role once two people agree and the link is opened."""

import pytest

from portal.accounts.invitations import accept
from portal.models import Invitation, Role, User
from portal.workflow import audit_log
from tests.factories import make_user
from tests.portal.account_desk.conftest import (
    NINA,
    REGISTER,
    browser,
    codes,
    confirmed,
    given,
    post,
    roles_of,
    words_of,
)

pytestmark = pytest.mark.django_db
PERSON = {"first_name": "Nina", "last_name": "Petit", "password": "x" * 20}


def test_who_has_no_account_is_invited_once_two_people_agree(theo, sonia, mailoutbox):
    change = given(theo, NINA, Role.SECRETARY)
    assert Invitation.objects.count() == 0
    change = confirmed(change, sonia)
    invitation = Invitation.objects.get()
    nina = accept(invitation, **PERSON)
    change.refresh_from_db()

    assert (invitation.email, invitation.purpose, invitation.invited_by) == (
        NINA,
        "portal.office",
        sonia,
    )
    assert (roles_of(nina), change.person, change.email) == ({Role.SECRETARY}, nina, "")
    entries = audit_log.entries_of(change)
    assert entries.first().sentence == (
        "Nina Petit a accepté la fonction «\u00a0secrétariat du comité\u00a0»."
    )
    assert [one for one in entries if NINA in one.sentence] == []


def test_who_opened_an_account_meanwhile_receives_the_role_at_once(theo, sonia):
    change = given(theo, NINA)
    nina = make_user("Nina", "Petit", email=NINA)
    confirmed(change, sonia)

    assert (roles_of(nina), Invitation.objects.count()) == ({Role.DPO}, 0)


def test_an_invitation_to_an_office_is_sent_again_and_withdrawn_by_one_of_the_two(theo, sonia):
    confirmed(given(theo, NINA), sonia)
    first = Invitation.objects.get()
    post(sonia, f"{REGISTER}invitations/{first.pk}/renvoyer/")
    again = Invitation.objects.pending().get()
    page = words_of(browser(theo).get(REGISTER))
    post(theo, f"{REGISTER}invitations/{again.pk}/annuler/")
    second_click = post(sonia, f"{REGISTER}invitations/{again.pk}/annuler/")

    assert (again.pk != first.pk, again.data) == (True, first.data)
    assert f"{NINA} délégué à la protection des données Sonia Vasseur" in page
    assert (Invitation.objects.pending().count(), second_click.status_code) == (0, 409)
    assert accept(again, **PERSON) is None
    assert audit_log.entries_of(again).first().sentence == (
        "Théo Technique a annulé une invitation à la fonction «\u00a0délégué à la protection des données\u00a0»."
    )


def test_an_address_that_becomes_one_s_own_gives_nothing_to_oneself(theo, sonia):
    """Of who proposed, of who confirmed, before the confirmation or once the invitation has left."""
    change = given(theo, NINA)
    User.objects.filter(pk=sonia.pk).update(email=NINA)
    assert codes(confirmed, change, User.objects.get(pk=sonia.pk)) == ["oneself"]
    User.objects.filter(pk=sonia.pk).update(email="sonia@exemple.fr")
    confirmed(change, sonia)
    invitation = Invitation.objects.get()
    for person in (theo, sonia):
        assert codes(accept, invitation, user=person) == ["oneself"]

    assert (roles_of(theo), roles_of(sonia)) == ({Role.TECH}, {Role.REFERENT})


def test_nobody_holds_both_offices(theo, sonia, mailoutbox):
    make_user("Claire", "Deux", roles=[Role.REFERENT])

    assert codes(given, theo, sonia.email, Role.TECH) == ["both"]
    invited = confirmed(given(theo, NINA, Role.REFERENT), sonia) and Invitation.objects.get()
    nina = make_user("Nina", "Petit", email=NINA, roles=[Role.TECH])
    assert codes(accept, invited, user=nina) == ["both"]
    assert (roles_of(nina), Invitation.objects.pending().count()) == ({Role.TECH}, 1)


def test_who_confirms_reads_to_which_address_the_invitation_will_leave(theo, sonia):
    change = given(theo, NINA, Role.SECRETARY)
    page = words_of(browser(sonia).get(f"{change.get_absolute_url()}confirmer/"))

    assert f"Une invitation de quatorze jours part vers {NINA}" in page


def test_the_pages_of_a_proposal_show_the_address_and_its_journal_does_not(theo, sonia):
    change = given(theo, NINA, Role.SECRETARY)
    title = f"Donner la fonction « secrétariat du comité » à {NINA}"
    pages = [
        words_of(browser(sonia).get(one))
        for one in (REGISTER, change.get_absolute_url(), "/espace/")
    ]

    assert [title in page for page in pages] == [True, True, True]
    assert [one for one in audit_log.entries_of(change) if NINA in one.sentence] == []
    assert NINA not in str(change)
