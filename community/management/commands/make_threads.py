"""Command `make_threads`: invented questions in volume, for benchmarks (`make_threads --count 5000 --seed 7`)."""

from django.core.management.base import BaseCommand, CommandError

from community.threads.volume import NotHere, make


class Command(BaseCommand):
    help = (
        "Fabrique des questions inventées, marquées comme telles, pour les essais et les mesures."
    )

    def add_arguments(self, parser):
        parser.add_argument("--count", type=int, required=True, help="questions de cette graine")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--space", default="club", help="nom de l’espace dans les adresses")
        parser.add_argument(
            "--messages", type=int, default=10, help="messages d’une question, en moyenne"
        )

    def handle(self, *, count, seed, space, messages, verbosity, **_options):
        told = self.tell if verbosity > 1 else lambda made: None
        try:
            made = make(count, seed, slug=space, messages=messages, told=told)
        except NotHere as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"Questions fabriquées\u00a0: {made}.")

    def tell(self, made):
        self.stdout.write(f"{made}…")
