"""SQL of Wagtail's own migrations that its models do not declare."""

from importlib import import_module

from django.apps import apps
from django.db.migrations import SeparateDatabaseAndState
from django.db.migrations.state import ProjectState

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
