"""Command `upgrade_database`: the migrations of an upgrade, borne by the release in service, or refused."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.loader import MigrationLoader

from portal.schema import versions
from portal.schema.safety import faults, pending

EMPTY = "La base est vide\u00a0: lancez «\u00a0migrate\u00a0» (docs/install.md), puis recommencez."
REFUSED = (
    "Cette mise à jour ne se fait pas pages ouvertes\u00a0:\n{}\nRien n’a été changé. Demandez une version qui passe "
    "par les deux temps, ou fermez le portail et acceptez ces migrations avec --accept."
)


class Command(BaseCommand):
    help = (
        "Applique les migrations d’une mise à jour, si la version en service les supporte\u00a0; "
        "--check le dit sans rien changer."
    )

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="dire, sans rien changer")
        parser.add_argument(
            "--accept",
            nargs="+",
            default=[],
            metavar="MIGRATION",
            help="migrations acceptées pages fermées\u00a0: la version d’avant ne reviendra pas",
        )

    def handle(self, *, check, accept, **_):
        connection = connections[DEFAULT_DB_ALIAS]
        loader = MigrationLoader(connection)
        if not loader.applied_migrations:
            raise CommandError(EMPTY, returncode=1)
        known = set(loader.applied_migrations) & set(loader.graph.nodes)
        found = [fault for fault in faults(loader, known) if fault.migration not in accept]
        if found:
            raise CommandError(REFUSED.format("\n".join(map(str, found))), returncode=1)
        nodes = pending(loader, known)
        if nodes and not check:
            versions.mark(connection, [node for node in nodes if ".".join(node) not in accept])
            _migrate(connection)
        self.stdout.write(_result_sentence(nodes, check))


def _migrate(connection):
    """A long index is waited for; a lock is not, so that no page waits behind it."""
    if connection.vendor == "postgresql":
        connection.unhurried()
    call_command("migrate", interactive=False, verbosity=1)


def _result_sentence(nodes, is_check):
    if not nodes:
        return "La base est à jour."
    done = "à appliquer, supportée(s) par la version en service" if is_check else "appliquée(s)"
    return f"{len(nodes)} migration(s) {done}."
