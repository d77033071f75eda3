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
    """One invitation at a time for an address, to all its offices; the journal keeps no address.

    `change`: the reference of the proposal that two people agreed on. The two of OFFICES stay apart.
    """
    role, email = Role(role), email.strip().lower()
    roles, changes = [role.value], [change]
    for former in invitations.unanswered(PURPOSE).filter(email=email).order_by("pk"):
        others = former.data["roles"]
        if others != [role.value] and (former.is_expired or {*OFFICES} <= {*others, *roles}):
            continue
        roles = list(dict.fromkeys([*others, *roles]))
        changes = list(dict.fromkeys([*former.data["changes"], *changes]))
        invitations.end_all(invitations.unanswered(PURPOSE).filter(pk=former.pk))
    data = {"roles": roles, "changes": changes}
    invitation = invitations.invite(email, by=by, purpose=PURPOSE, data=data)
    who = str(by) if by else "La mise en service"
    sentence = f"{who} a invité une personne à la fonction «\u00a0{role.label}\u00a0»."
    audit_log.write(invitation, by=by, act="office_invited", sentence=sentence)
    return invitation


@transaction.atomic
def send_again(invitation, *, by):
    """The same offices by a new link: what two people agreed on, so one sends it again."""
    renewed = invitations.send_again(invitation, by=by)
    _tell(renewed, by, "office_invited", "a renvoyé une invitation à")
    return renewed


@transaction.atomic
def withdraw(invitation, *, by):
    """Nobody takes an office by this link any more."""
    found = invitations.withdraw(invitation)
    _tell(found, by, "office_uninvited", "a annulé une invitation à")
    return found


def take_office(invitation, user):
    """Refused to who holds the other office, and to whoever decided it: an address may have become theirs."""
    changes = list(AccountChange.objects.filter(reference__in=invitation.data["changes"]))
    deciders = {pk for one in changes for pk in (one.proposed_by_id, one.decided_by_id)}
    if user.pk in {invitation.invited_by_id, *deciders}:
        raise Refused(Problem("oneself", ONESELF))
    person, roles = lock_person(user), roles_of(invitation)
    for role in roles:
        if other := other_office(person, role):
            text = (
                f"Vous tenez la fonction «\u00a0{other.label}\u00a0»\u00a0: une même personne ne tient pas aussi la "
                f"fonction «\u00a0{role.label}\u00a0»."
            )
            raise Refused(Problem("both", text))
    told = give(user, *roles)
    _tell(invitation, user, "office_taken", "a accepté", told)
    for change in changes:
        sentence = f"a accepté la fonction «\u00a0{change.get_role_display()}\u00a0»"
        with acting(change, by=user, act="accept", sentence=sentence) as current:
            current.person = user


def describe(invitation):
    """« tenir la fonction « référent label » du label Quali’Hlm »."""
    return f"tenir {name_offices(invitation)} du label Quali’Hlm"


def roles_of(invitation):
    return [Role(name) for name in invitation.data["roles"]]


def name_offices(invitation):
    """« la fonction « Dircom » », « les fonctions « Dircom » et « DPO » »."""
    *first, last = (f"«\u00a0{role.label}\u00a0»" for role in roles_of(invitation))
    return f"les fonctions {', '.join(first)} et {last}" if first else f"la fonction {last}"


def _tell(invitation, by, act, said, data=None):
    sentence = f"{by} {said} {name_offices(invitation)}.".replace(" à les ", " aux ")
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
