"""Command `start`: invites the first technical administrator and the first référent of an installation."""

import os
import sys

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from portal.access.people import Role
from portal.account_desk.starting import start
from portal.ui import words
from portal.workflow import Refused

ASKED = {Role.TECH: "PORTAL_FIRST_TECHNICAL", Role.REFERENT: "PORTAL_FIRST_REFERENT"}


class Command(BaseCommand):
    help = (
        "Invite l’administration technique et le référent label d’une installation neuve\u00a0; "
        "relancée, elle invite à nouveau qui n’a pas encore accepté."
    )

    def add_arguments(self, parser):
        parser.add_argument("--technical", metavar="ADRESSE", help="de l’administration technique")
        parser.add_argument("--referent", metavar="ADRESSE", help="du référent label")

    def handle(self, *, technical, referent, **_):
        given = {Role.TECH: technical, Role.REFERENT: referent}
        addresses = {role: _address(role, given[role]) for role in ASKED}
        try:
            invitations = start(addresses)
        except Refused as refused:
            raise CommandError(" ".join(problem.text for problem in refused.problems)) from refused
        for role, invitation in invitations.items():
            until = words.moment(invitation.expires_at)
            self.stdout.write(
                f"{role.label}\u00a0: {invitation.email}, invitation jusqu’au {until}."
            )
        self.stdout.write("Les courriels partent par le travail de fond (manage.py run_worker).")


def _address(role, given):
    """From the option, the environment, or whoever sits at the terminal; CommandError when it is none."""
    address = given or os.environ.get(ASKED[role], "")
    if not address and sys.stdin.isatty():
        address = input(f"Adresse électronique, {role.label}\u00a0: ").strip()
    if not address:
        return ""
    try:
        validate_email(address)
    except ValidationError as error:
        said = f"«\u00a0{address}\u00a0» n’est pas une adresse électronique ({role.label})."
        raise CommandError(said) from error
    return address
