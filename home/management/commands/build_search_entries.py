"""Write the search entries of every published page anew. Safe to run at any time."""

from django.core.management.base import BaseCommand

from home.search.filling import build


class Command(BaseCommand):
    help = "Reconstruit les entrées de recherche des pages publiées."

    def handle(self, **_options):
        self.stdout.write(f"Entrées de recherche\u00a0: {build()}.")
