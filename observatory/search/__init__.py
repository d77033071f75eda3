"""Search of practices: one query plan and the same counts, two engines behind the same interface."""

from django.conf import settings
from django.utils.module_loading import import_string

DATABASE = "observatory.search.database.DatabaseEngine"
CLUSTER = "observatory.search.engines.StandingInEngine"


def engine():
    """The search engine of this deployment: the database unless `SEARCH_URL` names a cluster."""
    if settings.SEARCH_URL:
        return import_string(CLUSTER)(settings.SEARCH_URL)
    return import_string(DATABASE)()
