"""Command `ensure_licences`: aligns organisms' licences with their titles, in a database older than licences."""

from django.core.management.base import BaseCommand

from labelling.parties.organisms.models import Organism
from labelling.title.licences.titles.effects import settle


class Command(BaseCommand):
    help = (
        "Ouvre, suspend ou termine les licences de marque d’après les titres de chaque organisme."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--mails",
            action="store_true",
            help="écrire aussi aux organismes dont une licence s’ouvre",
        )

    def handle(self, *args, mails, **options):
        moved = [
            licence
            for organism in Organism.objects.order_by("pk")
            for licence in settle(organism, is_quiet=not mails)
        ]
        self.stdout.write(f"{len(moved)} licences mises à jour.")
