"""Kinds of changes: what each needs, what it will do, and its doing, under the lock of the roles."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.access.models import User
from portal.account_desk import effects as accounts
from portal.account_desk import invitations
from portal.account_desk.invitations import ONESELF
from portal.account_desk.models import AccountChange
from portal.account_desk.roles import give, holders, is_last, lock_person, other_office, take
from portal.accounts import sessions
from portal.accounts.passwords import second_factor_required
from portal.assignments.actions import release_all
from portal.ui import words
from portal.workflow import Problem, Refused

K = AccountChange.Kind


@dataclass(frozen=True)
class ChangeKind:
    """`problems(change)`: why it cannot be; `effects(change)`: sentences.

    `make(change, by)`: it is done; returns what the line says of it, or None.
    """

    problems: Callable
    effects: Callable
    make: Callable


def _problems_of_giving(change):
    person, role = change.person, change.get_role_display()
    if person is None:
        return []
    if not person.is_active:
        return [Problem("closed", f"Le compte {words.of(person)} est fermé.")]
    if holders(change.role).filter(pk=person.pk).exists():
        return [Problem("held", f"{person} tient déjà la fonction «\u00a0{role}\u00a0».")]
    if other := other_office(person, change.role):
        return [both(person, other)]
    return []


def both(person, other):
    text = (
        f"{person} tient la fonction «\u00a0{other.label}\u00a0»\u00a0: une même personne ne tient pas les "
        "deux, chacune confirme ce que l’autre propose."
    )
    return Problem("both", text)


def _effects_of_giving(change):
    role = f"la fonction «\u00a0{change.get_role_display()}\u00a0»"
    if change.person is None:
        return [
            f"Une invitation de quatorze jours part vers {change.email}\u00a0: qui l’accepte tient {role}.",
            "Vous pourrez la renvoyer ou l’annuler depuis la page des fonctions.",
        ]
    said = [f"{change.person} tient {role} dès maintenant."]
    if not second_factor_required(change.person):
        said.append("Son compte demandera un second facteur à la prochaine page.")
    return said


def _give(change, by):
    """Who has opened an account meanwhile, at the address that was confirmed, is that person."""
    if change.person is None:
        change.person = User.objects.filter(email=change.email, is_active=True).first()
    if change.person in (by, change.proposed_by):
        raise Refused(Problem("oneself", ONESELF), thing=change)
    if change.person is None:
        invitations.invite_to_office(change.email, change.role, by=by, change=change.reference)
    elif other := other_office(lock_person(change.person), change.role):
        raise Refused(both(change.person, other), thing=change)
    else:
        return give(change.person, change.role)
    return None


def _problems_of_taking(change):
    person, role = change.person, change.get_role_display()
    if not holders(change.role).filter(pk=person.pk).exists():
        return [Problem("not_held", f"{person} ne tient plus la fonction «\u00a0{role}\u00a0».")]
    if is_last(person, change.role):
        return [accounts.alone(change.role)]
    return []


def _effects_of_taking(change):
    role = f"la fonction «\u00a0{change.get_role_display()}\u00a0»"
    if change.is_dated:
        return _effects_of_a_day(change, role)
    said = [f"{change.person} ne tient plus {role}, et ses sessions ouvertes se ferment."]
    if not holders(change.role).exclude(pk=change.person_id).exists():
        said.append(f"Plus personne ne tiendra {role}.")
    return said


def _effects_of_a_day(change, role):
    return [
        f"{change.person} tient {role} jusqu’au {words.day(change.until_on)} au soir.",
        "Passé ce jour, ses sessions ouvertes se ferment\u00a0; d’ici là, ce retrait peut être annulé.",
    ]


def _take(change, by):
    """What was open with the role closes: the person signs in again, as what they now are."""
    told = take(change.person, [change.role])
    release_all(change.person)
    sessions.end_all(change.person)
    return told


KINDS = {
    K.GIVE: ChangeKind(_problems_of_giving, _effects_of_giving, _give),
    K.TAKE: ChangeKind(_problems_of_taking, _effects_of_taking, _take),
    K.RESET: ChangeKind(accounts.problems_of_reset, accounts.effects_of_reset, accounts.reset),
    K.CLOSE: ChangeKind(accounts.problems_of_closing, accounts.effects_of_closing, accounts.close),
    K.REOPEN: ChangeKind(
        accounts.problems_of_reopening, accounts.effects_of_reopening, accounts.reopen
    ),
}
