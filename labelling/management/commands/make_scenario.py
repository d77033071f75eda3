"""Command `make_scenario`: writes a scenario file, the demonstration's or a larger one for benchmarks."""

from django.core.management.base import BaseCommand

from labelling.scenario.days import days
from labelling.scenario.demonstration import demonstration, generated
from portal.core import clock


class Command(BaseCommand):
    help = (
        "Écrit un scénario\u00a0: celui de la démonstration, ou un jeu d’essai tiré d’une graine."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--organisms", type=int, default=0, help="0\u00a0: le scénario de la démonstration"
        )
        parser.add_argument("--years", type=int, default=5)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--until", help="dernier jour joué (aujourd’hui par défaut)")
        parser.add_argument("--output", required=True, help="fichier .yaml ou .json")

    def handle(self, *, organisms, years, seed, until, output, **options):
        day = clock.parse(until).date() if until else clock.today()
        writer = (
            generated(organisms, years, seed, days(day, 0)) if organisms else demonstration(day)
        )
        writer.write(output)
        self.stdout.write(
            f"{len(writer.people)} personnes et {len(writer.acts)} actes dans {output}."
        )
