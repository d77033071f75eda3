"""Command `verify_journal`: checks the audit log, the evidence that it seals, the states and facts that it tells."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.documents import files as verifying
from portal.documents.models import StoredFile
from portal.ops import models
from portal.workflow import audit_log, comparing


class Command(BaseCommand):
    help = (
        "Vérifie la chaîne du journal, ses points de contrôle, les preuves qu’ils scellent, les états, les "
        "dates, les cotations, les fonctions et les empreintes que le journal dit\u00a0; code 1 s’il y a une faute."
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
            "--against",
            metavar="FICHIER",
            help="comparer à une copie gardée ailleurs («\u00a0-\u00a0»\u00a0: lue sur l’entrée)",
        )

    def handle(self, *, checkpoint, files, copy, against, **_):
        faults = audit_log.broken() + comparing.contradicted()
        if files:
            faults += verifying.broken()
        if against:
            faults += _compare(against)
        models.keep(audit_log.Entry.objects.count(), len(faults))
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
            _write_copy(copy)
            self.stdout.write(f"Points de contrôle copiés dans {copy}.")


def _compare(copy):
    """A copy that is not there is a fault too: who removed it may have removed checkpoints."""
    try:
        text = sys.stdin.read() if copy == "-" else Path(copy).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        why = "cette copie ne se lit pas\u00a0: rapportez-la, ou commencez-en une avec --copy"
        return [(("copy", copy), 0, why)]
    return audit_log.missing_from(text.splitlines())


def _write_copy(copy):
    """Whole or not at all: the one of the day before stays if the machine stops meanwhile."""
    partial = copy.with_name(f".{copy.name}")
    try:
        partial.write_text("".join(f"{line}\n" for line in audit_log.copies()), encoding="utf-8")
        partial.replace(copy)
    except OSError as error:
        raise CommandError(f"La copie {copy} ne s’écrit pas\u00a0: {error.strerror}.") from error
