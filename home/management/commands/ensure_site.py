"""Command `ensure_site`: creates the home page and the footer pages; run at each deployment, idempotent."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand

from home.site.loading import ensure_site


class Command(BaseCommand):
    help = "Crée la page d’accueil et les pages du pied de page, s’il en manque."

    def handle(self, **_options):
        address = urlsplit(settings.PORTAL_ADDRESS)
        home = ensure_site(address.hostname, address.port or 443)
        self.stdout.write(f"Site prêt\u00a0: {home.title}.")
