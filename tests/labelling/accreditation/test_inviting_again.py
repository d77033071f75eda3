"""Invitations of auditors that are withdrawn, expired, or overtaken by what the person became."""

from datetime import timedelta

import pytest

from labelling.parties.accreditation.models import Auditor
from labelling.parties.accreditation.register import actions
from portal.accounts import invitations
from portal.core import clock
from portal.models import User
from tests.labelling.accreditation.test_registering import (
    REGISTER,
    accepted,
    codes,
    invited,
    words_of,
)

pytestmark = pytest.mark.django_db


def test_a_withdrawn_invitation_makes_no_auditor_and_leaves_the_register(signed_in, sonia):
    invitation = invited(sonia)
    office = signed_in(sonia)

    page = office.post(f"{REGISTER}invitations/{invitation.pk}/annuler/", follow=True)

    assert "Invitation de ines@relais.example annulée." in words_of(page)
    assert "Invitations en attente" not in page.text
    assert (accepted(invitation), Auditor.objects.count()) == (None, 0)
    assert User.objects.filter(email=invitation.email).count() == 0
    assert codes(actions.withdraw, invitation, by=sonia) == ["over"]
    assert codes(actions.invite_again, invitation, by=sonia) == ["over"]


def test_an_expired_invitation_says_so_and_may_be_sent_again(signed_in, sonia):
    with clock.at(clock.now() - timedelta(days=15)):
        late = invited(sonia)
    office = signed_in(sonia)
    assert (accepted(late), "Délai passé" in office.get(REGISTER).text) == (None, True)

    actions.invite_again(late, by=sonia)

    assert "Délai passé" not in office.get(REGISTER).text
    assert [one.is_pending for one in invitations.unanswered(actions.PURPOSE)] == [True]


def test_an_expired_invitation_does_not_hold_back_a_new_one(sonia):
    with clock.at(clock.now() - timedelta(days=15)):
        invited(sonia)

    fresh = invited(sonia, firm="Autre cabinet")

    assert [one.pk for one in invitations.unanswered(actions.PURPOSE)] == [fresh.pk]


def test_who_became_an_auditor_meanwhile_keeps_their_own_facts(sonia, bob):
    invitation = invited(sonia, bob.email)
    make = {"user": bob, "slug": "bob", "firm": "Le sien", "regions": ["11"]}
    Auditor.objects.create(**make)

    invitations.accept(invitation, user=bob)

    assert Auditor.objects.get().firm == "Le sien"
