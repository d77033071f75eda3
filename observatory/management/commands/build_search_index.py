"""Command `build_search_index`: rebuilds entries of published practices and the index of the cluster; idempotent."""

from django.core.management.base import BaseCommand, CommandError

from observatory.index_sync import building, requests
from observatory.search import entries
from observatory.search.database import DatabaseEngine
from observatory.search.ports import EngineDown
from portal.workflow import Refused


class Command(BaseCommand):
    help = "Reconstruit l’index de l’observatoire."

    def handle(self, **_options):
        try:
            count = DatabaseEngine().rebuild(entries.published_documents())
        except Refused as refusal:  # a base without rules
            raise CommandError(
                f"{refusal} Lancez d’abord «\u00a0manage.py load_rules\u00a0»."
            ) from refusal
        self.stdout.write(f"Fiches dans l’index\u00a0: {count}.")
        if requests.is_used():
            self.stdout.write(f"Fiches dans l’index du moteur\u00a0: {self._build()}.")

    def _build(self):
        try:
            return building.build()
        except EngineDown as error:
            sentence = f"Le moteur de recherche n’a pas répondu ({error})\u00a0; son index est resté comme il était."
            raise CommandError(sentence) from error
