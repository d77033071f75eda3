"""Invitations: creating, sending again, withdrawing and accepting one."""

from datetime import timedelta

from django.db import transaction

from portal.access import affiliations
from portal.access.models import User
from portal.accounts import mails
from portal.accounts.kinds import PURPOSES, purpose_of, register_purpose
from portal.accounts.models import Invitation
from portal.core import clock
from portal.workflow import Problem, Refused

MOST_A_DAY = 50
OVER = "Cette invitation est déjà acceptée, renvoyée ou annulée\u00a0: relisez la liste."
__all__ = (
    "accept",
    "account_for",
    "end_all",
    "find_invitation",
    "invite",
    "lock_unanswered",
    "register_purpose",
    "send_again",
    "unanswered",
    "withdraw",
)


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
    mails.send_invitation.enqueue(invitation.pk)
    return invitation


def unanswered(*purposes, **data):
    """Those that nobody has accepted nor withdrawn: in force, or past their fourteen days."""
    wanted = {f"data__{name}": value for name, value in data.items()}
    rows = Invitation.objects.filter(purpose__in=purposes, **wanted)
    return rows.filter(accepted_at=None, withdrawn_at=None).select_related("invited_by")


def end_all(rows):
    """Their links stop working; those past their days leave the list too."""
    rows.update(withdrawn_at=clock.now())


def lock_unanswered(invitation):
    """The invitation as it stands, locked; Refused once it is accepted, sent again or withdrawn."""
    rows = unanswered(invitation.purpose).select_for_update(of=("self",))
    found = rows.filter(pk=invitation.pk).first()
    if found is None:
        raise Refused(Problem("over", OVER))
    return found


@transaction.atomic
def send_again(invitation, *, by):
    """The same by a new link of fourteen days; the former one stops working. Refused as `lock_unanswered`."""
    former = withdraw(invitation)
    return invite(former.email, by=by, purpose=former.purpose, data=former.data)


@transaction.atomic
def withdraw(invitation):
    """Nobody accepts this link any more. Refused as `lock_unanswered`."""
    found = lock_unanswered(invitation)
    end_all(unanswered(found.purpose).filter(pk=found.pk))
    return found


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
