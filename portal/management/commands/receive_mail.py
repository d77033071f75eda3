"""Read mails that come in: one on the standard input (a pipe), or all those of a maildir."""

import mailbox
import sys
from email import message_from_binary_file, message_from_bytes, policy

from django.core.management.base import BaseCommand

from portal import receiving


class Command(BaseCommand):
    help = "Lit un courriel reçu sur l’entrée standard, ou ceux d’une boîte Maildir."

    def add_arguments(self, parser):
        parser.add_argument("--maildir", help="dossier Maildir : ce qui est lu en est retiré")

    def handle(self, *, maildir, **_options):
        if maildir:
            self.stdout.write(f"Courriels lus : {self.empty(maildir)}.")
        else:
            receiving.receive(message_from_binary_file(sys.stdin.buffer, policy=policy.default))

    def empty(self, maildir):
        """A mail leaves the box once it is read: after a crash it is read again, to one effect."""
        box, read = mailbox.Maildir(maildir, create=False), 0
        for key in sorted(box.keys()):
            receiving.receive(message_from_bytes(box.get_bytes(key), policy=policy.default))
            box.discard(key)
            read += 1
        return read
