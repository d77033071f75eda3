"""Command `data_facts`: what two copies of the portal must say alike, as JSON: counts, public answers, journal."""

import json

from django.core.management.base import BaseCommand, CommandError

from portal.backup import plain_errors, snapshots
from portal.backup.snapshots import engine
from portal.core import clock


class Command(BaseCommand):
    help = "Écrit en JSON le compte de chaque table, l’empreinte des réponses publiques et les fautes du journal."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--at", metavar="INSTANT", help="répondre comme à cet instant (ISO)")

    def handle(self, *, at, **_):
        try:
            instant = clock.parse(at) if at else clock.now()
        except ValueError as error:
            raise CommandError(
                f"«\u00a0{at}\u00a0» n’est pas un instant (2026-11-24T14:05)."
            ) from error
        with plain_errors():
            engine().unhurried()
            told = snapshots.gather(instant) | {"journal": snapshots.journal_faults()}
        self.stdout.write(json.dumps(told, indent=1))
