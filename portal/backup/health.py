"""Lines of the page of health: ages and results of the backup, of the restore drill and of the check of the files.

None is a breakdown: a machine that serves well is not to be taken out of service for an old backup.
"""

from datetime import timedelta

from django.conf import settings

from portal.backup.models import BackupRun, latest
from portal.core import clock
from portal.ops import health
from portal.ui import words

Kind = BackupRun.Kind
OLDEST = {  # beyond, somebody has to look
    Kind.BACKUP: timedelta(hours=26),  # one a day
    Kind.DRILL: timedelta(days=100),  # one a quarter
    Kind.FILES: timedelta(days=8),  # one a week
}


def state_of(kind):
    """(state, detail) of the last run of this kind."""
    last, good = latest(kind), latest(kind, is_good=True)
    if last is None:
        return health.WARN, "jamais faite" if kind != Kind.DRILL else "jamais fait"
    if not last.is_good:
        before = f" La dernière réussite\u00a0: {words.moment(good.ended_at)}." if good else ""
        return health.WARN, f"échec le {words.moment(last.ended_at)}. {last.said}{before}"
    detail = f"{words.moment(last.ended_at)}, {last.said}"
    if clock.now() - last.ended_at > OLDEST[kind]:
        return (
            health.WARN,
            f"trop ancienne\u00a0: {detail}"
            if kind != Kind.DRILL
            else f"trop ancien\u00a0: {detail}",
        )
    return health.OK, detail


def backup():
    if not settings.BACKUP_KEY:
        return health.WARN, "BACKUP_KEY est vide\u00a0: rien n’est sauvegardé"
    return state_of(Kind.BACKUP)


def drill():
    return state_of(Kind.DRILL)


def files():
    return state_of(Kind.FILES)


def is_used():
    return settings.PORTAL_PROFILE == "production"


health.register_service("sauvegarde", "Sauvegarde", backup, is_used)
health.register_service("essai-de-restauration", "Essai de restauration", drill, is_used)
health.register_service("fichiers", "Vérification des fichiers", files, is_used)
