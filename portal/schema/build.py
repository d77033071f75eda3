"""Database of tests and of a demonstration, built from the models in one step and recorded as migrated.

An installation runs `migrate`, which gives the same one (`tests/portal/schema`) in five times as long.
"""

from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations import SeparateDatabaseAndState
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState
from django.test.utils import override_settings

from portal.schema import triggers

COLLATIONS = (
    ("wagtail.migrations.0001_initial", "set_page_path_collation"),
    ("wagtail.migrations.0027_fix_collection_path_collation", "set_collection_path_collation"),
)
FULL_TEXT = "wagtail.search.migrations.0006_customise_indexentry"
FULL_TEXT_TABLE = "wagtailsearch_indexentry_fts"


def install(connection):
    """Paths in the order of their bytes (PostgreSQL); the full text of the site's search (SQLite)."""
    with connection.schema_editor() as editor:
        for module, name in COLLATIONS:
            getattr(import_module(module), name)(apps, editor)
        if connection.vendor == "sqlite":
            # The models make a plain table of it.
            editor.execute(f"DROP TABLE {editor.quote_name(FULL_TEXT_TABLE)}")
            for operation in import_module(FULL_TEXT).Migration.operations:
                if isinstance(operation, SeparateDatabaseAndState):
                    operation.database_forwards("wagtailsearch", editor, ProjectState(), None)


FIRST_ROWS = Path(__file__).parent / "wagtail_rows.yaml"
NOT_EMPTY = (
    "La base n’est pas vide\u00a0: «\u00a0build_database\u00a0» ne remplit qu’une base sans aucune table. "
    "Pour mettre à jour une base qui existe, lancez «\u00a0migrate\u00a0»."
)


def build_database(alias=DEFAULT_DB_ALIAS):
    """Tables, constraints, triggers and first rows in a database without any table; refuses any other."""
    if connections[alias].introspection.table_names():
        raise CommandError(NOT_EMPTY)
    with override_settings(MIGRATION_MODULES={app.label: None for app in apps.get_app_configs()}):
        call_command("migrate", database=alias, run_syncdb=True, interactive=False, verbosity=0)
    complete_database(alias)


def complete_database(alias=DEFAULT_DB_ALIAS):
    """What follows the models' tables: full text, triggers, cache, Wagtail's first rows, the list of migrations."""
    connection = connections[alias]
    install(connection)
    triggers.install_all(connection)
    call_command("createcachetable", settings.TABLE["LOCATION"], database=alias, verbosity=0)
    call_command("loaddata", FIRST_ROWS, database=alias, verbosity=0)
    record_migrations(connection)


def record_migrations(connection):
    """As `migrate --fake` would, without rendering the state of each migration."""
    loader, recorder = MigrationLoader(connection), MigrationRecorder(connection)
    replaced = {name for one in loader.replacements.values() for name in one.replaces}
    recorder.ensure_schema()
    rows = sorted({*loader.graph.nodes, *replaced} - set(recorder.applied_migrations()))
    recorder.Migration.objects.using(connection.alias).bulk_create(
        recorder.Migration(app=app, name=name) for app, name in rows
    )
