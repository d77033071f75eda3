"""Command `verify_journal`: checks the audit log, the evidence that it seals and the states that it tells."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.documents import verifying
from portal.documents.models import StoredFile
from portal.ops import journal_checks
from portal.workflow import audit_log, told_states


class Command(BaseCommand):
    help = (
        "Vérifie la chaîne du journal, ses points de contrôle, les preuves qu’ils scellent et les états "
        "que le journal dit\u00a0; code 1 à la première faute."
    )

    def add_arguments(self, parser):
        parser.add_argument("--checkpoint", action="store_true", help="signer l’état d’aujourd’hui")
        parser.add_argument(
            "--files", action="store_true", help="relire sur le disque chaque fichier déposé"
        )
        parser.add_argument(
            "--copy", type=Path, metavar="FICHIER", help="y écrire les points de contrôle"
        )
        parser.add_argument(
            "--against", type=Path, metavar="FICHIER", help="comparer à une copie gardée ailleurs"
        )

    def handle(self, *, checkpoint, files, copy, against, **_):
        faults = audit_log.broken() + told_states.contradicted()
        if files:
            faults += verifying.broken()
        if against:
            faults += audit_log.missing_from(against.read_text(encoding="utf-8").splitlines())
        journal_checks.keep(audit_log.Entry.objects.count(), len(faults))
        for (kind, key), index, what in faults:
            self.stderr.write(f"{kind} {key}, rang {index}\u00a0: {what}")
        if faults:
            raise CommandError(f"{len(faults)} faute(s) dans le journal.", returncode=1)
        self.stdout.write(f"Journal intact\u00a0: {audit_log.Entry.objects.count()} ligne(s).")
        if files:
            count = StoredFile._base_manager.count()
            self.stdout.write(f"Fichiers relus sur le disque\u00a0: {count}.")
        if checkpoint:
            point = audit_log.checkpoint()
            self.stdout.write(
                f"Point de contrôle {point.pk}\u00a0: {point.entries} ligne(s), {point.root}"
            )
        if copy:
            copy.write_text("".join(f"{line}\n" for line in audit_log.copies()), encoding="utf-8")
            self.stdout.write(f"Points de contrôle copiés dans {copy}.")
