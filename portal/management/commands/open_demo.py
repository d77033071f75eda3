"""Command `open_demo`: prepares the demonstration's data in one process; the worker does the slow part later."""

import os
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.demonstration.loading import open_demonstration
from portal.scenario import ScenarioError


class Command(BaseCommand):
    help = (
        "Prépare la démonstration à la date du portail, et dit le temps de calcul de ses parties."
    )
    requires_system_checks = []

    def handle(self, **_options):
        if not settings.IS_DEMO:
            raise CommandError("«\u00a0open_demo\u00a0» ne remplit que la démonstration.")
        try:
            for cost in open_demonstration():
                self.stdout.write(f"  {cost}")
        except ScenarioError as error:
            raise CommandError(str(error)) from error
        whole = f"{time.process_time():.1f}".replace(".", ",")
        self.stdout.write(f"  En tout\u00a0: {whole} s de calcul (processus {os.getpid()}).")
