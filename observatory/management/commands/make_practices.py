"""Command `make_practices`: invented practices in volume, for benchmarks (`make_practices --count 50000 --seed 7`)."""

from django.core.management.base import BaseCommand, CommandError

from observatory.volume.writing import NotHere, make


class Command(BaseCommand):
    help = (
        "Fabrique des pratiques inventées, marquées comme telles, pour les essais et les mesures."
    )

    def add_arguments(self, parser):
        parser.add_argument("--count", type=int, required=True, help="fiches de cette graine")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *, count, seed, verbosity, **_options):
        told = self.tell if verbosity > 1 else lambda made: None
        try:
            made = make(count, seed, told)
        except NotHere as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"Pratiques fabriquées\u00a0: {made}.")

    def tell(self, made):
        self.stdout.write(f"{made}…")
