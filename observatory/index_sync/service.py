"""Health check of the cluster: whether it answers and holds our index."""

from django.conf import settings

from observatory.index_sync import watch
from observatory.search.elastic.cluster import Reach, cluster_errors
from observatory.search.ports import EngineDown
from portal.ops import health


def service():
    """Never reported as a breakdown: the database takes over."""
    reach = Reach.within(settings.SEARCH_URL)
    try:
        with cluster_errors():
            is_there = bool(reach.client.indices.exists_alias(name=reach.alias))
    except EngineDown as error:
        return health.WARN, f"ne répond pas ({error})\u00a0: la base cherche à sa place"
    said = watch.report()
    problems = said.problems if is_there else ("index absent", *said.problems)
    if problems:
        return health.WARN, ", ".join(problems)
    return (
        health.OK,
        f"{said.last.sheets} fiches, {said.last.drift} écart(s) à la dernière vérification",
    )
