"""Command `check_migrations`: refuses migrations that the last release would not bear; writes which ones it knew."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.migrations.loader import MigrationLoader

from portal.schema.safety import faults, known_by

RELEASED = settings.BASE_DIR / "portal" / "data" / "released_migrations.txt"


class Command(BaseCommand):
    help = (
        "Refuse une migration que la dernière version livrée ne supporterait pas\u00a0; "
        "--release note celles que la version connaît, au moment de la livrer."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--release", action="store_true", help="noter les migrations livrées")

    def handle(self, *, release, **_):
        loader = MigrationLoader(None)
        if release:
            names = sorted(".".join(node) for node in loader.graph.leaf_nodes())
            RELEASED.write_text("\n".join(names) + "\n", encoding="utf-8")
            self.stdout.write(f"{RELEASED.name} est écrit.")
            return
        if found := faults(loader, known_by(loader, released())):
            raise CommandError("\n".join(map(str, found)), returncode=1)


def released():
    """The last migration of each app in the last release, as nodes."""
    return [tuple(line.split(".", 1)) for line in RELEASED.read_text(encoding="utf-8").split()]
