"""Background scans of the files that the antivirus has not judged, and its line among the services."""

from datetime import timedelta

from django.conf import settings

from portal.core import clock
from portal.documents import scans
from portal.ops import health
from portal.ops.worker import often
from portal.ui import words

A_MINUTE = 20  # files of each kind submitted again in a minute
FIRST_TRY = timedelta(minutes=5)  # left to the task that the deposit asked for
LATE = timedelta(hours=1)


@often
def scan_again():
    """Some of what waits, drawn by lot: a file that clamd never judges does not keep the others closed."""
    if not settings.ANTIVIRUS_URL:
        return
    for waiting in scans.waiting(before=clock.now() - FIRST_TRY):
        if scans.is_left_alone() or not waiting.exists() or not scans.answers():
            continue
        for stored in waiting.order_by("?")[:A_MINUTE]:
            scans.scan(stored)
            if scans.is_left_alone():
                break


def service():
    """Without one, files open « non analysé »: somebody has to know."""
    if not settings.ANTIVIRUS_URL:
        return health.WARN, "aucun\u00a0: les fichiers déposés ne sont pas analysés"
    if not scans.answers():
        return health.DOWN, "ne répond pas comme il doit"
    if not scans.finds():
        return health.DOWN, "laisse passer le fichier d’essai EICAR\u00a0: il n’a pas de signatures"
    late = sum(rows.count() for rows in scans.waiting(before=clock.now() - LATE))
    if not late:
        return health.OK, "répond"
    said = words.count(late, "fichier attend", "fichiers attendent")
    return health.WARN, f"répond, {said} depuis plus d’une heure"


health.register_service(
    "antivirus",
    "Antivirus",
    service,
    health.in_production,
    is_far=True,
    harm="Les fichiers déposés restent fermés jusqu’à leur analyse, les documents et les images du site aussi\u00a0; "
    "sans antivirus, ils s’ouvrent «\u00a0non analysés\u00a0».",
    remedy="Démarrez clamav-daemon, mettez ses signatures à jour (freshclam) et vérifiez ANTIVIRUS_URL\u00a0; ce qui "
    "attend est analysé à nouveau chaque minute.",
)
