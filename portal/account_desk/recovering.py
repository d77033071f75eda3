"""Recovery from the machine of an office that one person alone holds, and who cannot come in any more.

Whoever has a shell could write in the database anyway: the command gives them nothing, it makes what they do plain.
It gives no access by itself. The password is closed and its link leaves by mail for the address of the account, the
second factor is erased and asked again before any page; or, where that address is lost too, another person is
invited. Nobody loses the office: that is decided on the screen, by two people. Both offices are told by mail.
"""

import uuid

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from portal.access.offices import OFFICES
from portal.access.people import User
from portal.account_desk.accounts import forget_factors, renew_password
from portal.account_desk.holders import holders, lock_person, lock_roles
from portal.account_desk.office_invitations import invite_to_office
from portal.account_desk.starting import refuse_both
from portal.accounts import tasks
from portal.ui import words
from portal.workflow import Problem, Refused, audit_log

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
        f"L’accès {_of(role)} est rouvert\u00a0: un lien pour choisir un mot de passe part à son adresse, et un "
        "nouveau second facteur sera demandé."
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


def _of(role):
    return f"à la fonction «\u00a0{role.label}\u00a0»"


def _tell_both_offices(said):
    """By the tasks of the accounts: no pace, no quiet hours, nothing to choose."""
    page = {"said": said, "url": settings.PORTAL_ADDRESS + reverse("role_register")}
    event = uuid.uuid4().hex
    people = User.objects.filter(groups__name__in=OFFICES, is_active=True).distinct()
    for person in people:
        subject, _, body = render_to_string(MAIL, page | {"person": person}).partition("\n")
        tasks.send.enqueue(
            subject.strip(), f"{body.strip()}\n", person.email, f"recovered:{event}:{person.pk}"
        )
