"""The table of the database cache, made by a migration: limits are shared by all workers and survive."""

from django.core.management import call_command

TABLE = "portal_cache"


def install(connection):
    """Idempotent, and harmless where the cache is Redis: going back to the database stays possible."""
    call_command("createcachetable", TABLE, database=connection.alias, verbosity=0)


def create(_apps, schema_editor):
    install(schema_editor.connection)


def drop(_apps, schema_editor):
    schema_editor.execute(f"DROP TABLE IF EXISTS {schema_editor.quote_name(TABLE)}")
