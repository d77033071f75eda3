"""Command `check_files`: compares the rows and the disk, and counts by kind what differs. Removes nothing."""

import json

from django.core.management.base import BaseCommand, CommandError

from portal.backup import drift, plain_errors
from portal.backup.models import BackupRun, record
from portal.core import clock

TOLD = 10  # of a kind


class Command(BaseCommand):
    help = (
        "Compare les lignes et le disque\u00a0: fichiers absents, changés, inconnus, pas encore analysés. "
        "Ne retire rien\u00a0; code 1 s’il y a un écart."
    )

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="tout, pour une machine")
        parser.add_argument(
            "--sizes", action="store_true", help="comparer les tailles sans relire les contenus"
        )

    def handle(self, *, json, sizes, **_):
        with plain_errors():
            found = self._found(sizes)
        self._tell_json(found) if json else self._tell(found)
        if found:
            said = _counted(found)
            raise CommandError(f"Écarts entre les lignes et le disque ({said}).", returncode=1)

    def _found(self, sizes):
        """{Kind: rows} of the kinds that are there, which is recorded."""
        started_at = clock.now()
        found = {kind: rows for kind, rows in drift.find(reads=not sizes).items() if rows}
        said = _counted(found) or "aucun écart"
        record(BackupRun.Kind.DRIFT, started_at=started_at, is_good=not found, said=said)
        return found

    def _tell_json(self, found):
        told = {kind.code: found.get(kind, []) for kind in drift.KINDS}
        self.stdout.write(json.dumps({"count": sum(map(len, told.values())), **told}, indent=1))

    def _tell(self, found):
        for kind, rows in found.items():
            self.stdout.write(f"{kind.label.capitalize()}\u00a0: {len(rows)}. {kind.advice}")
            for row in rows[:TOLD]:
                self.stdout.write(f"  {row}")
            if len(rows) > TOLD:
                self.stdout.write(f"  … et {len(rows) - TOLD} autres (--json les nomme).")
        if not found:
            self.stdout.write("Aucun écart entre les lignes et le disque.")


def _counted(found):
    return ", ".join(f"{kind.label}\u00a0: {len(rows)}" for kind, rows in found.items())
