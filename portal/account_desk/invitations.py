"""Invitations to an office: the role that an invitation gives to who accepts it."""

from django.db import transaction
from django.db.models import Q

from portal import access
from portal.access.models import Role, User
from portal.access.offices import OFFICES
from portal.account_desk.models import AccountChange
from portal.account_desk.roles import give, holders, lock_person, lock_roles, other_office
from portal.accounts import invitations
from portal.accounts.models import Invitation
from portal.workflow import Problem, Refused, acting, audit_log

PURPOSE = "portal.office"
ONESELF = "Personne ne se donne une fonction à soi-même\u00a0: une autre personne le propose."

access.register_visibilities(
    Invitation,
    access.Visibility(
        "le référent label",
        "parce qu’il répond des fonctions",
        role=Role.REFERENT,
        when=lambda: Q(purpose=PURPOSE),
    ),
)


@transaction.atomic
def invite_to_office(email, role, *, by, change=""):
    """One invitation at a time to an office for an address; the journal keeps no address.

    `change`: the reference of the proposal that two people agreed on.
    """
    role, email = Role(role), email.strip().lower()
    invitations.end_all(invitations.unanswered(PURPOSE, role=role.value).filter(email=email))
    data = {"role": role.value, "change": change}
    invitation = invitations.invite(email, by=by, purpose=PURPOSE, data=data)
    who = str(by) if by else "La mise en service"
    sentence = f"{who} a invité une personne à la fonction «\u00a0{role.label}\u00a0»."
    audit_log.write(invitation, by=by, act="office_invited", sentence=sentence)
    return invitation


@transaction.atomic
def send_again(invitation, *, by):
    """The same office by a new link: what two people agreed on, so one sends it again."""
    renewed = invitations.send_again(invitation, by=by)
    _tell(renewed, by, "office_invited", "a renvoyé une invitation à la fonction")
    return renewed


@transaction.atomic
def withdraw(invitation, *, by):
    """Nobody takes the office by this link any more."""
    found = invitations.withdraw(invitation)
    _tell(found, by, "office_uninvited", "a annulé une invitation à la fonction")
    return found


def take_office(invitation, user):
    """Refused to who holds the other office, and to whoever decided it: an address may have become theirs."""
    role = role_of(invitation)
    change = AccountChange.objects.filter(reference=invitation.data.get("change", "")).first()
    if user.pk in (invitation.invited_by_id, change and change.proposed_by_id):
        raise Refused(Problem("oneself", ONESELF))
    if other := other_office(lock_person(user), role):
        text = (
            f"Vous tenez la fonction «\u00a0{other.label}\u00a0»\u00a0: une même personne ne tient pas aussi la "
            f"fonction «\u00a0{role.label}\u00a0»."
        )
        raise Refused(Problem("both", text))
    told = give(user, role)
    _tell(invitation, user, "office_taken", "a accepté la fonction", told)
    if change:
        sentence = f"a accepté la fonction «\u00a0{role.label}\u00a0»"
        with acting(change, by=user, act="accept", sentence=sentence) as current:
            current.person = user


def describe(invitation):
    """« tenir la fonction « référent label » du label Quali’Hlm »."""
    return f"tenir la fonction «\u00a0{role_of(invitation).label}\u00a0» du label Quali’Hlm"


def role_of(invitation):
    return Role(invitation.data["role"])


def _tell(invitation, by, act, said, data=None):
    sentence = f"{by} {said} «\u00a0{role_of(invitation).label}\u00a0»."
    audit_log.write(invitation, by=by, act=act, sentence=sentence, data=data)


invitations.register_purpose(
    PURPOSE, take_office, describe, second_factor="dès votre première visite"
)


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
