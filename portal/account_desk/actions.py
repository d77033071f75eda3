"""Proposal of a change of role or account, told to the office that confirms."""

from dataclasses import replace

from django.db import IntegrityError, transaction

from portal.access.models import Role, User
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


@transaction.atomic
def propose_roles(roles, *, by, **facts):
    """A proposal for each role, or none: Refused with what is wrong of each."""
    made, problems = [], {}
    for role in roles:
        try:
            made.append(propose(K.GIVE, by=by, role=role, **facts))
        except Forbidden:
            raise
        except Refused as refused:
            problems |= _named(refused.problems, Role(role).label if len(roles) > 1 else "")
    if problems:
        raise Refused(*problems.values())
    return made


@transaction.atomic
def confirm_several(changes, *, by):
    """(those confirmed, what is wrong of the others): each is one act, with its own line and its own refusal.

    Refused where none is. Together, so that who is invited to several roles gets one mail.
    """
    done, problems = [], {}
    for change in changes:
        try:
            done.append(change.workflow.fire(change, "confirm", by=by))
        except Refused as refused:
            problems |= _named(refused.problems, change.title)
    if not done:
        raise Refused(*problems.values())
    return done, list(problems.values())


def _named(problems, what):
    """{sentence: problem}, each said once, after what it is of."""
    said = f"{what}\u00a0: " if what else ""
    texts = [(f"{said}{one.text}", one) for one in problems]
    return {text: replace(one, text=text) for text, one in texts}


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
