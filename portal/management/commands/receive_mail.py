"""Command `receive_mail`: reads one incoming mail on the standard input, as a mail server's pipe gives it."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from portal.mail_desk import mails

TRY_LATER = 75  # EX_TEMPFAIL: the mail server keeps the mail and gives it again


class Command(BaseCommand):
    help = "Lit un courriel reçu sur l’entrée standard\u00a0: retour d’un envoi, réponse à un fil."

    def handle(self, **_):
        raw = sys.stdin.buffer.read(settings.MAIL_RECEIVED_LIMIT + 1)
        try:
            outcome = mails.receive(raw)
        except OperationalError as error:
            raise CommandError("La base ne répond pas.", returncode=TRY_LATER) from error
        self.stdout.write(f"Courriel reçu\u00a0: {outcome or 'à personne'}.")
