"""Folder of the backups: their names, what is unfinished, which leave with age."""

import fcntl
import re
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from portal.backup import BackupError

NAME = re.compile(r"portail-(\d{8}T\d{6}Z)\.tar\.age")
STAMP = "%Y%m%dT%H%M%SZ"
UNFINISHED = ".part"
LOCK = ".portail.lock"
RECENT = timedelta(days=2)


def name_at(instant):
    return f"portail-{instant.astimezone(UTC):{STAMP}}.tar.age"


def instant_of(path):
    """When a backup was begun, by its name."""
    return datetime.strptime(NAME.fullmatch(path.name)[1], STAMP).replace(tzinfo=UTC)


def backups(folder):
    """Those of a folder, the latest first."""
    found = (path for path in folder.iterdir() if NAME.fullmatch(path.name))
    return sorted(found, reverse=True)


def chosen(given):
    """The folder that is asked for, or BACKUP_ROOT; BackupError when it is none."""
    place = given or settings.BACKUP_ROOT
    if not place:
        raise BackupError(
            "Aucun dossier n’est donné\u00a0: nommez-le dans la commande ou dans BACKUP_ROOT."
        )
    _kept()
    folder = Path(place).resolve()
    if not folder.is_dir():
        raise BackupError(
            f"Le dossier {folder} n’existe pas\u00a0: créez-le, ou montez le disque qui le porte."
        )
    for served in (settings.PRIVATE_ROOT, settings.MEDIA_ROOT, settings.STATIC_ROOT):
        served = Path(served).resolve()
        if folder == served or served in folder.parents:
            raise BackupError(
                f"Le dossier {folder} est dans {served}, qu’il faut sauvegarder\u00a0: choisissez-en un autre."
            )
    return folder


@contextmanager
def alone(folder, other="Une autre sauvegarde"):
    """The lock of a backup, or of a drill; the system frees it when its holder dies."""
    try:
        lock = (folder / LOCK).open("w")
    except OSError as error:
        raise BackupError(
            f"Le dossier {folder} refuse l’écriture ({error.strerror})\u00a0: "
            "donnez-en le droit à l’utilisateur du portail."
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BackupError(
                f"{other} est en cours dans {folder}\u00a0: attendez sa fin."
            ) from error
        yield


def remove_unfinished(folder):
    """What killed backups left; under the lock."""
    for path in folder.glob(f".*{UNFINISHED}"):
        path.unlink()


def prune(folder):
    """Remove the backups that no period keeps any more; their names."""
    found = backups(folder)
    kept = kept_of([(path, instant_of(path)) for path in found])
    gone = [path for path in found if path not in kept]
    for path in gone:
        path.unlink()
    return [path.name for path in gone]


def _kept():
    """So many days, weeks, months."""
    kept = settings.BACKUP_KEPT
    if len(kept) == 3 and all(one.isdecimal() for one in kept):
        return [int(one) for one in kept]
    raise BackupError(
        f"BACKUP_KEPT vaut «\u00a0{','.join(kept)}\u00a0»\u00a0; trois nombres sont attendus "
        "(jours, semaines, mois), comme 14,8,12."
    )


def kept_of(dated):
    """Of [(thing, instant)], latest first: the last of each of so many days, weeks, months that have one.

    All of two days stay: one is taken before an update, and the night's does not push it out.
    """
    periods = (datetime.date, lambda at: at.isocalendar()[:2], lambda at: (at.year, at.month))
    kept = {thing for thing, at in dated if dated[0][1] - at < RECENT}
    for most, period in zip(_kept(), periods, strict=True):
        seen = {}
        for thing, at in dated:
            seen.setdefault(period(at), thing)
        kept.update(list(seen.values())[:most])
    return kept
