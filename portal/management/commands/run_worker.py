"""Command `run_worker`: background process for mails, tasks and the clock, until it is stopped."""

import signal

from django.core.management.base import BaseCommand, CommandError

from portal.ops.worker import Loop


class Command(BaseCommand):
    help = "Envoie les courriels, fait les tâches et tient l’horloge, jusqu’à SIGTERM ou Ctrl+C."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="un seul tour, puis s’arrêter")

    def handle(self, *, once, **_):
        loop = Loop()
        if once:
            if failed := loop.turn().failed:
                raise CommandError(f"En échec\u00a0: {', '.join(failed)}.")
            return
        signal.signal(signal.SIGTERM, loop.stop)
        signal.signal(signal.SIGINT, loop.stop)
        self.stdout.write("Le travail de fond commence (Ctrl+C pour l’arrêter).")
        loop.run()
        self.stdout.write("Le travail de fond s’est arrêté proprement.")
