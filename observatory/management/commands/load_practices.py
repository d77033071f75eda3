"""Command `load_practices`: the demonstration's invented practices; idempotent."""

from django.core.management.base import BaseCommand

from observatory.demonstration import ensure_content
from observatory.loading import load_practices
from observatory.search.synonyms.loading import load_synonyms


class Command(BaseCommand):
    help = "Verse les soixante pratiques inventées de la démonstration, s’il en manque."

    def handle(self, **_options):
        made, missing = load_practices()
        ensure_content()
        load_synonyms()  # they are found as people look for them
        self.stdout.write(f"Pratiques versées\u00a0: {made}.")
        if missing:
            self.stdout.write(f"Organismes absents, laissés de côté\u00a0: {', '.join(missing)}.")
