"""Command `load_scenario`: replays a scenario file and prints a JSON map from each name to its address."""

import json
import time

from django.core.management.base import BaseCommand, CommandError

from portal.scenario import ScenarioError
from portal.scenario.parsing import read
from portal.scenario.playing import Player


class Command(BaseCommand):
    help = "Rejoue un fichier d’actes datés (voir docs/scenario.md)."

    def add_arguments(self, parser):
        parser.add_argument("file", help="le scénario, en YAML ou en JSON")
        parser.add_argument("--check", action="store_true", help="relit le fichier sans rien jouer")

    def handle(self, *, file, check, **options):
        start = time.monotonic()
        try:
            scenario = read(file)
            if check:
                self.stderr.write(f"{len(scenario.steps)} actes, aucune faute.")
                return
            addresses = Player(scenario, file).play()
        except ScenarioError as error:
            raise CommandError(str(error)) from error
        self.stderr.write(
            f"{len(scenario.steps)} actes rejoués en {time.monotonic() - start:.1f} s."
        )
        self.stdout.write(json.dumps(addresses, ensure_ascii=False, indent=1))
