"""First two people of an installation: each office that nobody holds is offered to one address."""

from django.db import transaction

from portal.access.offices import OFFICES
from portal.access.people import User
from portal.account_desk.holders import holders, lock_roles
from portal.account_desk.office_invitations import invite_to_office
from portal.workflow import Problem, Refused


@transaction.atomic
def start(addresses):
    """Invite the first person of each office of OFFICES that nobody holds: {role: invitation}.

    `addresses`: {role: address}, of the offices to fill at least. Run again, the former links stop working.
    Refused when both are held, when an address is missing, or when one person would hold both.
    """
    lock_roles()
    empty = [role for role in OFFICES if not holders(role).exists()]
    if not empty:
        text = "Le portail est déjà en service\u00a0: qui tient ces fonctions invite les autres depuis le portail."
        raise Refused(Problem("started", text))
    if missing := [role.label for role in empty if not addresses.get(role)]:
        raise Refused(
            Problem("missing", f"Donnez une adresse pour\u00a0: {', puis '.join(missing)}.")
        )
    refuse_both([addresses[role] for role in empty])
    return {role: invite_to_office(addresses[role], role, by=None) for role in empty}


def refuse_both(addresses):
    """Nobody holds both offices: each confirms what the other gives."""
    wanted = [address.strip().lower() for address in addresses]
    others = User.objects.filter(groups__name__in=OFFICES, is_active=True, email__in=wanted)
    if len(set(wanted)) < len(wanted) or others.exists():
        text = "Deux personnes tiennent ces deux fonctions\u00a0: donnez deux adresses."
        raise Refused(Problem("same_person", text))
