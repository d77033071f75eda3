"""Command `load_communities`: adds the communities' demonstration content to a demonstration that lacks it."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from community.demonstration import ensure_content


class Command(BaseCommand):
    help = "Raconte la vie inventée des communautés, une seule fois\u00a0; démonstration et essais seulement."

    def handle(self, **options):
        if not settings.IS_LOCAL:
            raise CommandError("La vie inventée n’entre que dans la démonstration et les essais.")
        said = "La vie des communautés est racontée." if ensure_content() else "Rien à ajouter."
        self.stdout.write(said)
