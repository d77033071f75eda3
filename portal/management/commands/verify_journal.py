"""Command `verify_journal`: checks the audit log, and lists each line changed, removed, added or moved."""

from django.core.management.base import BaseCommand, CommandError

from portal.workflow import audit_log


class Command(BaseCommand):
    help = (
        "Vérifie la chaîne du journal et ses points de contrôle\u00a0; code 1 à la première faute."
    )

    def add_arguments(self, parser):
        parser.add_argument("--checkpoint", action="store_true", help="signer l’état d’aujourd’hui")

    def handle(self, *, checkpoint, **_):
        faults = audit_log.broken()
        for (kind, key), index, what in faults:
            self.stderr.write(f"{kind} {key}, rang {index}\u00a0: {what}")
        if faults:
            raise CommandError(f"{len(faults)} faute(s) dans le journal.", returncode=1)
        self.stdout.write(f"Journal intact\u00a0: {audit_log.Entry.objects.count()} ligne(s).")
        if checkpoint:
            point = audit_log.checkpoint()
            self.stdout.write(
                f"Point de contrôle {point.pk}\u00a0: {point.entries} ligne(s), {point.root}"
            )
