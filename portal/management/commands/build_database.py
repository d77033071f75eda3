"""Command `build_database`: builds an empty database from the models, in one step."""

from django.core.management.base import BaseCommand

from portal.schema.build import build_database


class Command(BaseCommand):
    help = "Crée en une fois les tables d’une base vide, pour des essais\u00a0; une installation lance migrate."
    requires_system_checks = []

    def handle(self, **_options):
        build_database()
        self.stdout.write("Base prête.")
