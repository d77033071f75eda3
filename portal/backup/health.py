"""Lines of the page of health: ages and results of the backup, of the restore drill and of the check of the files.

None is a breakdown: a machine that serves well is not to be taken out of service for an old backup.
"""

import re
from datetime import timedelta
from functools import partial

from django.conf import settings

from portal.backup.models import BackupRun, latest
from portal.core import clock
from portal.ops import health
from portal.ui import words

Kind = BackupRun.Kind
OLDEST = {  # beyond, somebody has to look
    Kind.BACKUP: timedelta(hours=26),  # one a day
    Kind.DRILL: timedelta(days=100),  # one a quarter
    Kind.DRIFT: timedelta(days=8),  # one a week
}
WORDS = {
    Kind.BACKUP: ("jamais faite", "trop ancienne"),
    Kind.DRILL: ("jamais fait", "trop ancien"),
    Kind.DRIFT: ("jamais faite", "trop ancienne"),
}

ADDRESS = re.compile(r"\b\w+://\S+|AGE-SECRET-KEY-\w+")
FOLDER = re.compile(r"(?<![\w./])/(?:[^\s/«»]+/)+")


def said_of(kind):
    """The full sentence of a failure; of an address nothing is told, of a path its last name alone."""
    last = latest(kind)
    if last is None or last.is_good:
        return ""
    return FOLDER.sub("…/", ADDRESS.sub("…", last.said))


def state_of(kind):
    """(state, detail) of the last run of this kind. Anybody may read it: a path or a name is for the log alone."""
    last, (never, too_old) = latest(kind), WORDS[kind]
    if last is None:
        return health.WARN, never
    at = words.moment(last.ended_at)
    if not last.is_good:
        good = latest(kind, is_good=True)
        before = f"\u00a0; dernière réussite le {words.moment(good.ended_at)}" if good else ""
        return health.WARN, f"échec le {at}{before}"
    if clock.now() - last.ended_at > OLDEST[kind]:
        return health.WARN, f"{too_old}\u00a0: {at}"
    return health.OK, f"réussite le {at}"


def backup():
    if not settings.BACKUP_KEY:
        return health.WARN, "BACKUP_KEY est vide\u00a0: rien n’est sauvegardé"
    return state_of(Kind.BACKUP)


def drill():
    return state_of(Kind.DRILL)


def files():
    return state_of(Kind.DRIFT)


def is_used():
    return settings.PORTAL_PROFILE == "production"


health.register_service(
    "sauvegarde",
    "Sauvegarde",
    backup,
    is_used,
    tell=partial(said_of, Kind.BACKUP),
    harm="Une panne du disque perdrait ce qui a été écrit depuis la dernière sauvegarde réussie.",
    remedy="Sans BACKUP_KEY, faites les clés («\u00a0manage.py backup_key\u00a0»)\u00a0; sinon mettez fin à ce que la "
    "commande a dit («\u00a0journalctl -u portail-backup\u00a0» a tout). Puis lancez «\u00a0manage.py backup\u00a0».",
)
health.register_service(
    "essai-de-restauration",
    "Essai de restauration",
    drill,
    is_used,
    tell=partial(said_of, Kind.DRILL),
    harm="Rien ne prouve que la dernière sauvegarde rendrait le portail.",
    remedy="Lancez «\u00a0manage.py restore_drill\u00a0» avec la clé privée\u00a0; il ne touche à rien de ce qui sert.",
)
health.register_service(
    "fichiers",
    "Vérification des fichiers",
    files,
    is_used,
    tell=partial(said_of, Kind.DRIFT),
    harm="Un fichier déposé manque peut-être, ou n’est plus celui qui a été déposé.",
    remedy="Lancez «\u00a0manage.py check_files\u00a0»\u00a0: il dit lesquels, et n’efface rien.",
)
