"""An invitation that is accepted while it is withdrawn: one end, the other told (PostgreSQL)."""

import pytest

from portal.accounts import invitations, kinds
from portal.accounts.models import Invitation, InvitationQuerySet
from portal.workflow import Refused
from tests.factories import make_user
from tests.races import met_after, together, without_row_locks

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 5
HERS, ENDED = ("accepted", ["over"]), ("withdrawn", ["not_good"])


@pytest.fixture(autouse=True)
def _purpose(monkeypatch):
    monkeypatch.setattr(kinds, "PURPOSES", {})
    monkeypatch.setattr(invitations, "PURPOSES", kinds.PURPOSES)
    invitations.register_purpose(
        "test.reader", lambda invitation, user: None, lambda invitation: "lire les pages"
    )


@pytest.fixture
def people(transactional_db):
    return make_user("Inès", "Roux"), make_user("Léa", "Morvan")


def invited(ines, lea):
    return invitations.invite(ines.email, by=lea, purpose="test.reader")


def answered_at_once(one, ines):
    """Accepted by her and withdrawn by the other at once: how it ends, what who came second was told."""
    told = []

    def accept():
        if invitations.accept(one, user=ines) is None:
            told.append("not_good")

    raised = together([accept, lambda: invitations.withdraw(one)])
    told += [code for error in raised if isinstance(error, Refused) for code in error.codes]
    accepted_at = Invitation.objects.values_list("accepted_at", flat=True).get(pk=one.pk)
    return "accepted" if accepted_at else "withdrawn", told


def test_an_invitation_accepted_and_withdrawn_at_once_has_one_end_and_the_other_is_told(people):
    found = [answered_at_once(invited(*people), people[0]) for _ in range(ROUNDS)]

    assert all(one in (HERS, ENDED) for one in found)


def test_control_without_the_lock_nobody_is_told_that_the_invitation_has_ended(people, monkeypatch):
    """Both have found it good before either writes."""
    one = invited(*people)
    without_row_locks(monkeypatch)
    met_after(monkeypatch, InvitationQuerySet, "first")

    assert answered_at_once(one, people[0])[1] == []
