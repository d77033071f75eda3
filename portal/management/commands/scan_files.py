"""Command `scan_files`: submits to the antivirus the files that it has not checked."""

from collections import Counter

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.documents import scans


class Command(BaseCommand):
    help = "Analyse les fichiers en attente, ou déposés avant l’antivirus."

    def handle(self, **_):
        if not settings.ANTIVIRUS_URL:
            raise CommandError("ANTIVIRUS_URL est vide\u00a0: il n’y a pas d’antivirus.")
        for state, number in sorted(Counter(map(str, scans.scan_waiting())).items()):
            self.stdout.write(f"{state}\u00a0: {number}")
