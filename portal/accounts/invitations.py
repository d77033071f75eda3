"""Invitations: creating, withdrawing and accepting one."""

from datetime import timedelta

from django.db import transaction

from portal.access import affiliations
from portal.access.people import User
from portal.accounts import tasks
from portal.accounts.models import Invitation
from portal.accounts.purposes import PURPOSES, purpose_of, register_purpose
from portal.core import clock
from portal.workflow import Problem, Refused

MOST_A_DAY = 50
__all__ = ("accept", "account_for", "find_invitation", "invite", "register_purpose", "withdraw")


@transaction.atomic
def invite(email, *, by, purpose, data=None):
    """Keep an invitation and have its mail sent; an earlier one for the same purpose is withdrawn.

    The answer is the same whether an account exists or not. `Refused` beyond 50 a day.
    """
    if purpose not in PURPOSES:
        raise KeyError(purpose)
    _refuse_a_flood(by)
    fields = {"email": email.strip().lower(), "purpose": purpose, "data": data or {}}
    Invitation.objects.pending().filter(**fields).update(withdrawn_at=clock.now())
    invitation = Invitation.objects.create(invited_by=by, **fields)
    tasks.send_invitation.enqueue(invitation.pk)
    return invitation


def withdraw(invitation):
    """The link stops working; nothing happens to an invitation already accepted."""
    Invitation.objects.pending().filter(pk=invitation.pk).update(withdrawn_at=clock.now())


@transaction.atomic
def accept(invitation, *, user=None, **person):
    """Give the right to `user`, or to the account made of first_name, last_name, password.

    Returns the user, or None when the invitation is no longer good (read again under a lock).
    """
    locked = Invitation.objects.select_for_update().filter(pk=invitation.pk).pending().first()
    if locked is None:
        return None
    user = user or User.objects.create_user(locked.email, **person)
    locked.accepted_at, locked.accepted_by = clock.now(), user
    locked.save(update_fields=["accepted_at", "accepted_by"])
    purpose_of(locked).accept(locked, user)
    affiliations.forget(user)
    return user


def find_invitation(token_hash):
    """The invitation of that print if it is still good; None tells nothing more."""
    rows = Invitation.objects.filter(token_hash=token_hash).pending()
    return rows.select_related("invited_by").first()


def account_for(invitation):
    """The account that already has this address, if any."""
    return User.objects.filter(email=invitation.email).first()


def _refuse_a_flood(by):
    since = clock.now() - timedelta(days=1)
    if by and Invitation.objects.filter(invited_by=by, created_at__gt=since).count() >= MOST_A_DAY:
        raise Refused(
            Problem(
                "too_many_invitations",
                f"Vous avez envoyé {MOST_A_DAY} invitations en 24 heures. Reprenez demain.",
            )
        )
