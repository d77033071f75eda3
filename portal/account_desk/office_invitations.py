"""Offices of the portal: the role that an invitation gives to who accepts it, and the first two of an installation."""

from django.contrib.auth.models import Group
from django.db import transaction

from portal.access.people import Role, User
from portal.access.roles import give_role
from portal.accounts.invitations import invite, register_purpose
from portal.workflow import Problem, Refused, audit_log

PURPOSE = "portal.office"
FIRST = (
    Role.TECH,
    Role.REFERENT,
)  # who lets everybody else in, each the other's second pair of eyes


@transaction.atomic
def start(addresses):
    """Invite the first person of each office of FIRST that nobody holds: {role: invitation}.

    `addresses`: {role: address}, of the offices to fill at least. Run again, the former links stop working.
    Refused when both are held, when an address is missing, or when one person would hold both.
    """
    list(Group.objects.filter(name__in=FIRST).select_for_update().order_by("pk").values_list("pk"))
    empty = [role for role in FIRST if not _holders(role).exists()]
    if not empty:
        text = "Le portail est déjà en service\u00a0: qui tient ces fonctions invite les autres depuis le portail."
        raise Refused(Problem("started", text))
    if missing := [role.label for role in empty if not addresses.get(role)]:
        raise Refused(
            Problem("missing", f"Donnez une adresse pour\u00a0: {', puis '.join(missing)}.")
        )
    _refuse_one_for_both(addresses, empty)
    return {role: invite_to_office(addresses[role], role, by=None) for role in empty}


def invite_to_office(email, role, *, by):
    """An earlier invitation to the same office by that address is withdrawn; the journal keeps no address."""
    role = Role(role)
    invitation = invite(email, by=by, purpose=PURPOSE, data={"role": role.value})
    who = str(by) if by else "La mise en service"
    sentence = f"{who} a invité une personne à la fonction «\u00a0{role.label}\u00a0»."
    audit_log.write(invitation, by=by, act="office_invited", sentence=sentence)
    return invitation


def take_office(invitation, user):
    role = Role(invitation.data["role"])
    give_role(user, role)
    sentence = f"{user} a accepté la fonction «\u00a0{role.label}\u00a0»."
    audit_log.write(invitation, by=user, act="office_taken", sentence=sentence)


def describe(invitation):
    """« tenir la fonction « référent label » du label Quali’Hlm »."""
    return (
        f"tenir la fonction «\u00a0{Role(invitation.data['role']).label}\u00a0» du label Quali’Hlm"
    )


def _holders(role):
    return User.objects.filter(groups__name=role, is_active=True)


def _refuse_one_for_both(addresses, empty):
    """Nobody holds both: each confirms what the other gives."""
    wanted = [addresses[role].strip().lower() for role in empty]
    others = User.objects.filter(groups__name__in=FIRST, is_active=True, email__in=wanted)
    if len(set(wanted)) < len(wanted) or others.exists():
        text = "Deux personnes tiennent ces deux fonctions\u00a0: donnez deux adresses."
        raise Refused(Problem("same_person", text))


register_purpose(PURPOSE, take_office, describe, is_privileged=True)
