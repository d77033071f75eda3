"""Command `start`: invites the first two people, reopens their door, and checks the services of the machine."""

import os
import sys
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from portal.access.models import Role
from portal.account_desk import effects
from portal.account_desk.invitations import start
from portal.ops import health
from portal.ui import words
from portal.workflow import Refused

OFFICES = {"technical": Role.TECH, "referent": Role.REFERENT}
LEAVING = "Les courriels partent par le travail de fond (manage.py run_worker)."
ASKED = {Role.TECH: "PORTAL_FIRST_TECHNICAL", Role.REFERENT: "PORTAL_FIRST_REFERENT"}


class Command(BaseCommand):
    help = (
        "Invite l’administration technique et le référent label d’une installation neuve\u00a0; "
        "relancée, elle invite à nouveau qui n’a pas encore accepté. Avec --recover, rouvre l’accès de la dernière "
        "personne qui tient une de ces fonctions. Dit ensuite de chaque service comment il va\u00a0; avec --check, ne "
        "fait que cela."
    )

    def add_arguments(self, parser):
        parser.add_argument("--technical", metavar="ADRESSE", help="de l’administration technique")
        parser.add_argument("--referent", metavar="ADRESSE", help="du référent label")
        parser.add_argument(
            "--recover",
            choices=OFFICES,
            help="rouvre l’accès de la seule personne qui tient cette fonction\u00a0; avec l’adresse de quelqu’un "
            "d’autre, l’invite à la tenir aussi",
        )
        parser.add_argument(
            "--check",
            action="store_true",
            help="n’invite personne\u00a0: vérifie chaque service\u00a0; code 1 si l’un est en panne",
        )

    def handle(self, *, technical=None, referent=None, recover=None, check=False, **_):
        given = {Role.TECH: technical, Role.REFERENT: referent}
        if check:
            if technical or referent or recover:
                raise CommandError("--check n’invite personne\u00a0: donnez-le seul.")
            if not self._check():
                raise CommandError("Un service au moins est en panne\u00a0: voir ci-dessus.")
        elif recover:
            self._recover(OFFICES[recover], given)
        else:
            self._start(given)

    def _recover(self, role, given):
        """The environment is for the first two: here an address is typed, or the holder's own is meant."""
        if any(address for other, address in given.items() if other != role):
            raise CommandError("Donnez l’adresse de la fonction à rouvrir, et d’aucune autre.")
        address = _checked(role, given[role]) if given[role] else ""
        with plain_refusals():
            self.stdout.write(effects.recover(role, address))
        self.stdout.write(LEAVING)

    def _check(self):
        """Whether no service is down; each is told in a line, and in a second one what to do."""
        found = health.services(is_fresh=True)
        for service in found:
            self.stdout.write(f"{service.state:9} {service.label}\u00a0: {service.detail}")
            if not service.is_well and service.said:
                self.stdout.write(f"{'':9} Dit par la commande\u00a0: {service.said}")
            if not service.is_well and service.remedy:
                self.stdout.write(f"{'':9} À faire\u00a0: {service.remedy}")
        return health.worst(found) != health.DOWN

    def _start(self, given):
        _refuse_without_database()
        addresses = {role: _address(role, given[role]) for role in ASKED}
        with plain_refusals():
            invitations = start(addresses)
        for role, invitation in invitations.items():
            until = words.moment(invitation.expires_at)
            self.stdout.write(
                f"{role.label}\u00a0: {invitation.email}, invitation jusqu’au {until}."
            )
        self.stdout.write(LEAVING)
        self._check()


@contextmanager
def plain_refusals():
    """What the portal refuses, as the command says it."""
    try:
        yield
    except Refused as refused:
        raise CommandError(" ".join(problem.text for problem in refused.problems)) from refused


def _refuse_without_database():
    """In one sentence, before anybody types an address."""
    (base,) = [check for check in health.CHECKS if check.name == "base"]
    state, detail = base.answer()
    if state == health.DOWN:
        raise CommandError(f"{base.label}\u00a0: {detail}. {base.remedy}")


def _address(role, given):
    """From the option, the environment, or whoever sits at the terminal."""
    address = given or os.environ.get(ASKED[role], "")
    if not address and sys.stdin.isatty():
        address = input(f"Adresse électronique, {role.label}\u00a0: ").strip()
    return _checked(role, address) if address else ""


def _checked(role, address):
    """CommandError when it is no address."""
    try:
        validate_email(address)
    except ValidationError as error:
        said = f"«\u00a0{address}\u00a0» n’est pas une adresse électronique ({role.label})."
        raise CommandError(said) from error
    return address
