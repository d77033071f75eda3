"""Concurrent calls to one organism: one letter is sent, the initial version is saved once."""

import threading

import pytest
from django.db import transaction

from labelling.public import strong_points
from observatory.calls import actions, recipients
from observatory.calls.models import CallLetter, ContributionCall
from portal.models import Role
from portal.workflow import Refused
from tests import factories
from tests.labelling.labels.factories import make_label
from tests.labelling.labels.test_races import MANY, together
from tests.observatory.invitations.factories import make_strength

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(transactional_db):
    return factories.make_user(roles=[Role.REFERENT])


@pytest.fixture
def strength(office):
    organism = factories.make_organism()
    factories.make_member(organism)
    make_label(organism)
    make_strength(organism)
    [found] = strong_points(office)
    return found


def test_eight_calls_at_once_send_one_letter(office, strength):
    def call():
        try:
            actions.send(strength, by=office)
        except Refused as refused:
            return refused.codes[0]
        return "sent"

    assert sorted(together(call)) == [*["again"] * (MANY - 1), "sent"]
    assert (ContributionCall.objects.count(), CallLetter.objects.count()) == (1, 1)


def test_control_without_the_lock_eight_letters_leave(office, strength):
    letter = CallLetter.objects.create(number=1, subject="S", text="T")
    gate = threading.Barrier(MANY)

    def call():
        with transaction.atomic():
            actions._refuse_again(strength["organism"], strength["theme"])
            gate.wait()
            actions._kept(strength, letter, office)
        return "sent"

    assert together(call) == ["sent"] * MANY
    assert recipients.still_counting().count() == MANY
