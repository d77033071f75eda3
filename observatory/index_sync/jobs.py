"""Registration of index jobs; the cluster's library is imported only where a cluster is set."""

from django.utils.module_loading import import_string

from observatory.index_sync import requests, watch
from observatory.index_sync.models import IndexCheck
from portal.core import clock
from portal.ops import health
from portal.ops.worker import each_turn, often


@each_turn
def send_what_is_due():
    if not requests.is_used() or not requests.due().exists():
        return 0
    return import_string("observatory.index_sync.sending.send_due")()


@often
def compare_when_due():
    """None when the last check is recent, or without cluster."""
    if not requests.is_used():
        return None
    last = IndexCheck.objects.first()
    if last and last.at > clock.now() - watch.EVERY:
        return None
    return import_string("observatory.index_sync.drift.check")()


def service():
    return import_string("observatory.index_sync.service.service")()


health.register_service(
    "recherche",
    "Moteur de recherche",
    service,
    requests.is_used,
    is_far=True,
    harm="L’observatoire cherche dans la base\u00a0: mêmes fiches, «\u00a0recherche simplifiée\u00a0».",
    remedy="Démarrez Elasticsearch et vérifiez SEARCH_URL\u00a0; si l’index manque, lancez «\u00a0manage.py "
    "build_search_index\u00a0».",
)
