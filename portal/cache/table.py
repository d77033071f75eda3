"""Table of the database cache, where rate limits are shared by all processes and survive a restart."""

from django.core.management import call_command

TABLE = "portal_cache"


def install(connection):
    """Idempotent, and harmless where the cache is Redis: going back to the database stays possible."""
    call_command("createcachetable", TABLE, database=connection.alias, verbosity=0)
