"""Write the search entries of every published practice anew. Safe to run at any time."""

from django.core.management.base import BaseCommand
from django.db import connection

from observatory.search import engine, keeping, texts


class Command(BaseCommand):
    help = "Reconstruit l’index de l’observatoire."

    def handle(self, **_options):
        texts.install(connection)
        count = engine().rebuild(keeping.published_documents())
        self.stdout.write(f"Fiches dans l’index : {count}.")
