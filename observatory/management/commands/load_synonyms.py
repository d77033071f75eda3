"""Command `load_synonyms`: initial synonyms of the trade; idempotent, edited groups are kept."""

from django.core.management.base import BaseCommand

from observatory.search.synonyms.loading import load_synonyms


class Command(BaseCommand):
    help = "Charge les premiers synonymes de la recherche."

    def handle(self, **_options):
        self.stdout.write(f"Groupes de synonymes ajoutés\u00a0: {load_synonyms()}.")
