"""Command `personas`: lists the personas of the demonstration and their addresses."""

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.access.models import Persona

HEADINGS = ("Qualité", "Nom", "Adresse électronique", "Entrer")


class Command(BaseCommand):
    help = "Affiche les personas de la démonstration."

    def handle(self, **_):
        door = f"{settings.PORTAL_ADDRESS}/demo/" if settings.DEMO_DOORS else "fermée"
        rows = [
            (persona.title, str(persona.user), persona.user.email, door)
            for persona in Persona.objects.select_related("user")
        ]
        if not rows:
            self.stdout.write("Aucun persona. « make demo » les crée.")
            return
        widths = [max(len(row[i]) for row in (HEADINGS, *rows)) for i in range(len(HEADINGS))]
        for row in (HEADINGS, tuple("—" * width for width in widths), *rows):
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self.stdout.write("  ".join(cells).rstrip())
