"""Command `build_search_entries`: rebuilds the search entries of published pages and the members' index; idempotent."""

from django.core.management.base import BaseCommand

from home.search.entries import build
from portal.search import index


class Command(BaseCommand):
    help = "Reconstruit les entrées de recherche des pages publiées et l’index de la recherche des membres."

    def handle(self, **_options):
        self.stdout.write(f"Entrées de recherche\u00a0: {build()}.")
        self.stdout.write(f"Choses que cherchent les membres\u00a0: {index.rebuild()}.")
