"""Health check of the cluster: whether it answers and holds our index."""

from django.conf import settings

from observatory.index_sync import watch
from observatory.search.elastic.cluster import is_there
from observatory.search.ports import EngineDown
from portal.ops import health


def service():
    """Never reported as a breakdown: the database takes over."""
    try:
        has_index = is_there(settings.SEARCH_URL)
    except EngineDown as error:
        return health.WARN, f"ne répond pas ({error})\u00a0: la base cherche à sa place"
    said = watch.report()
    problems = said.problems if has_index else ("index absent", *said.problems)
    if problems:
        return health.WARN, ", ".join(problems)
    return (
        health.OK,
        f"{said.last.sheets} fiches, {said.last.drift} écart(s) à la dernière vérification",
    )
