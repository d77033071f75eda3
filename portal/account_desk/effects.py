"""Changes of an account as a whole: second factor reset, account closed, account reopened."""

import uuid

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from portal.access.models import Role, User
from portal.access.offices import OFFICES
from portal.account_desk.invitations import invite_to_office, refuse_both
from portal.account_desk.roles import holders, is_last, lock_person, lock_roles, take
from portal.accounts import mails, rate_limits, sessions
from portal.assignments.actions import release_all
from portal.assignments.registry import running
from portal.notifications.outbox import FORGOTTEN
from portal.retention.accounts import uses_of
from portal.ui import words
from portal.web import worklist
from portal.workflow import Problem, Refused, audit_log

MOST = 5  # acts named before the others are counted


def problems_of_reset(change):
    if closed := _closed(change.person):
        return closed
    if not sessions.factors_of(change.person).exists():
        text = f"Le compte {words.of(change.person)} n’a pas de second facteur."
        return [Problem("no_factor", text)]
    return []


def effects_of_reset(change):
    return [
        f"Le second facteur {words.of(change.person)} et ses codes de secours sont effacés.",
        "Ses sessions ouvertes se ferment.",
        "Son mot de passe reste\u00a0: à la prochaine entrée, un nouveau second facteur est demandé avant tout.",
    ]


def reset(change, by):
    forget_factors(change.person)


def forget_factors(person):
    """No second factor nor recovery code is left, and no session either."""
    Authenticator.objects.filter(user=person).delete()
    sessions.end_all(person)


def problems_of_closing(change):
    if closed := _closed(change.person):
        return closed
    return [alone(role) for role in _stored(change.person) if is_last(change.person, role)]


def alone(role):
    text = (
        f"Personne d’autre ne tient la fonction «\u00a0{Role(role).label}\u00a0»\u00a0: donnez-la d’abord à "
        "quelqu’un."
    )
    return Problem("last", text)


def effects_of_closing(change):
    """What the person holds and what is awaited from them: somebody has to take it over."""
    person = change.person
    said = [
        f"Le compte {words.of(person)} se ferme, ses sessions aussi\u00a0: plus personne n’y entre."
    ]
    if roles := _stored(person):
        labels = ", ".join(role.label for role in roles)
        said.append(f"Ses fonctions lui sont retirées\u00a0: {labels}.")
    if awaited := worklist.lists(person)[worklist.DO]:
        titles = "\u00a0; ".join(task.title for task in awaited[:MOST])
        more = len(awaited) - MOST
        others = f", et {words.count(more, 'autre', 'autres')}" if more > 0 else ""
        said.append(
            f"Ces actes l’attendent encore, à confier à qui lui succède\u00a0: {titles}{others}."
        )
    if taken := running().filter(person=person).count():
        things = words.count(
            taken, "affaire prise en charge revient", "affaires prises en charge reviennent"
        )
        said.append(f"{things} aux autres personnes de la fonction.")
    if bound := [what for word, what in uses_of(person) if word != "role"]:
        said.append(f"Restent à son nom, à confier à qui lui succède\u00a0: {', '.join(bound)}.")
    return said


def close(change, by):
    """Reopened, the account would have no role: each is given again by two people."""
    person = lock_person(change.person)
    told = take(person, _stored(person))
    person.is_active = False
    person.save(update_fields=["is_active"])
    release_all(person)
    return told


def problems_of_reopening(change):
    if change.person.is_active:
        return [Problem("open", f"Le compte {words.of(change.person)} est ouvert.")]
    if change.person.email.endswith(FORGOTTEN):
        return [Problem("erased", "Ce compte est effacé\u00a0: invitez la personne de nouveau.")]
    return []


def effects_of_reopening(change):
    return [
        f"Le compte {words.of(change.person)} s’ouvre de nouveau, sans aucune fonction.",
        "Son ancien mot de passe ne vaut plus\u00a0: un lien pour en choisir un autre part à son adresse.",
    ]


def reopen(change, by):
    person = lock_person(change.person)
    person.is_active = True
    renew_password(person)


def renew_password(person):
    """The former password opens nothing any more; the mail with the link proves who it is."""
    person.set_unusable_password()
    person.save(update_fields=["is_active", "password"])
    rate_limits.forget_all(person.email)
    mails.send_reset.enqueue(person.email, uuid.uuid4().hex)


def _closed(person):
    if person.is_active:
        return []
    return [Problem("closed", f"Le compte {words.of(person)} est fermé.")]


def _stored(person):
    """The roles as the database has them, in the order of their declaration."""
    held = set(person.groups.values_list("name", flat=True))
    return [role for role in Role if role in held]


MAIL = "portal/account_desk/mail/recovered.txt"


@transaction.atomic
def recover(role, address=""):
    """Reopen the door of who alone holds `role`, or invite `address` to it: the sentence of what was done.

    Refused where somebody else holds it (the screen is for them), where nobody does, or where `address` would
    hold both offices.
    """
    lock_roles()
    holder = _only_holder(role)
    is_other = address and address.strip().lower() != holder.email
    said = _invite(role, address) if is_other else _reopen(role, holder)
    _tell_both_offices(said)
    return said


def _only_holder(role):
    people = list(holders(role)[:2])
    if not people:
        text = f"Personne ne tient la fonction «\u00a0{role.label}\u00a0»\u00a0: relancez la commande sans --recover."
        raise Refused(Problem("nobody", text))
    if len(people) > 1:
        text = (
            f"Une autre personne tient aussi la fonction «\u00a0{role.label}\u00a0»\u00a0: qu’elle propose la "
            "remise à zéro sur la page «\u00a0Fonctions\u00a0» du portail."
        )
        raise Refused(Problem("others", text))
    return people[0]


def _reopen(role, holder):
    """The account as it is: password and second factor to choose again, sessions ended."""
    person = lock_person(holder)
    forget_factors(person)
    renew_password(person)
    said = (
        f"L’accès {_role_phrase(role)} est rouvert\u00a0: un lien pour choisir un mot de passe part à son adresse, et "
        "un nouveau second facteur sera demandé."
    )
    sentence = f"La machine du portail a rouvert l’accès {words.of(person)}, {role.label}."
    audit_log.write(person, by=None, act="recovered", sentence=sentence)
    return said


def _invite(role, address):
    refuse_both([address])
    invite_to_office(address, role, by=None)
    return (
        f"Une deuxième personne est invitée à la fonction «\u00a0{role.label}\u00a0»\u00a0: retirez-la sur l’écran à "
        "qui ne la tient plus."
    )


def _role_phrase(role):
    return f"à la fonction «\u00a0{role.label}\u00a0»"


def _tell_both_offices(said):
    """By the tasks of the accounts: no pace, no quiet hours, nothing to choose."""
    page = {"said": said, "url": settings.PORTAL_ADDRESS + reverse("role_register")}
    event = uuid.uuid4().hex
    people = User.objects.filter(groups__name__in=OFFICES, is_active=True).distinct()
    for person in people:
        subject, _, body = render_to_string(MAIL, page | {"person": person}).partition("\n")
        mails.send.enqueue(
            subject.strip(), f"{body.strip()}\n", person.email, f"recovered:{event}:{person.pk}"
        )
