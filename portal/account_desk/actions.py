"""Proposal of a change of role or account, told to the office that confirms."""

from django.db import IntegrityError, transaction

from portal.access.models import User
from portal.access.offices import OFFICES, desk
from portal.access.references import next_reference
from portal.account_desk import notices
from portal.account_desk.invitations import ONESELF
from portal.account_desk.kinds import KINDS, K
from portal.account_desk.models import AccountChange, in_fourteen_days
from portal.account_desk.roles import lock_roles
from portal.account_desk.rules import confirmers
from portal.core import clock
from portal.notifications import outbox
from portal.workflow import Forbidden, Problem, Refused, audit_log

PREFIX = "QH-CF"
TOPIC = "portal/account_desk"
ALREADY = "Cette proposition est déjà faite, et attend l’autre fonction\u00a0: relisez la liste."


@transaction.atomic
def propose(kind, *, by, reason, role="", person=None, email="", until_on=None):
    """Keep the proposal fourteen days and tell the other office. `email`: of who has no account, or has one.

    Forbidden to all but the two offices; Refused where it cannot be, or where nobody could confirm it.
    """
    if not desk(by, None):
        raise Forbidden(f"Seul {desk.label} propose ce changement.")
    lock_roles()
    email = email.strip().lower()
    person = person or (User.objects.filter(email=email).first() if email else None)
    change = AccountChange(
        kind=kind,
        role=role,
        person=person,
        email="" if person else email,
        reason=reason,
        proposed_by=by,
        proposed_as=next(one for one in OFFICES if by.has_role(one)),
        due_on=in_fourteen_days(),
        until_on=until_on,
    )
    _check(change, by)
    change.reference = next_reference(PREFIX, clock.today().year)
    try:
        with transaction.atomic():
            change.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(Problem("proposed", ALREADY)) from error
    sentence = f"{by} a proposé\u00a0: {str(change)[0].lower()}{str(change)[1:]}."
    entry = audit_log.write(
        change, by=by, act="propose", sentence=sentence, target=change.state, reason=reason
    )
    outbox.write(notices.PROPOSED, change, entry, topic=TOPIC)
    return change


def _check(change, by):
    if change.kind == K.GIVE and change.person == by:
        raise Refused(Problem("oneself", ONESELF))
    if problems := KINDS[change.kind].problems(change):
        raise Refused(*problems)
    if not confirmers(change).exists():
        text = (
            "Personne ne pourrait confirmer cette proposition\u00a0: il faut quelqu’un d’autre, à la fonction "
            f"«\u00a0{change.confirmed_as.label}\u00a0»."
        )
        raise Refused(Problem("nobody", text))
