"""Making of a backup: database, private files, media and manifest, under a temporary name until all is on disk."""

import json
import os
import shutil
import time
from pathlib import Path

from django.conf import settings

from portal.backup import BackupError, archives, folder, snapshots
from portal.backup.models import BackupRun, record
from portal.backup.snapshots import engine
from portal.core import clock
from portal.ui import words

FORMAT = 1
ROOTS = {archives.PRIVATE: "PRIVATE_ROOT", archives.MEDIA: "MEDIA_ROOT"}
RESTORING = ".restauration-en-cours"  # the mark of a restoration that was stopped


def back_up(given=""):
    """Write a backup in the folder; its path and the names of those that left. BackupError otherwise."""
    started_at = clock.now()
    try:
        path, gone = _backed_up(given, started_at)
    except BackupError as error:
        record(BackupRun.Kind.BACKUP, started_at=started_at, is_good=False, said=str(error))
        raise
    said = f"{path.name}, {words.weight(path.stat().st_size)}"
    record(BackupRun.Kind.BACKUP, started_at=started_at, is_good=True, said=said)
    return path, gone


def _backed_up(given, started_at):
    recipients = archives.recipients()
    place = folder.chosen(given)
    engine().check_tools("pg_dump")
    with folder.alone(place):
        folder.remove_unfinished(place)
        path = place / folder.name_at(started_at)
        if path.exists():
            raise BackupError(f"{path} existe déjà\u00a0: relancez la commande.")
        _check_room(place)
        part = place / f".{path.name}{folder.UNFINISHED}"
        try:
            _write(part, recipients, started_at)
            part.rename(path)
        except OSError as error:
            why = error.strerror or str(error)
            raise BackupError(
                f"La sauvegarde s’est arrêtée ({why})\u00a0: rien n’est gardé d’elle, et les précédentes restent. "
                f"Vérifiez la place et l’état de {place}, puis relancez."
            ) from error
        finally:
            part.unlink(missing_ok=True)
        _settle(place)
        return path, folder.prune(place)


def _check_room(place):
    wanted = engine().size() + sum(path.stat().st_size for _name, path in _list_files())
    free = shutil.disk_usage(place).free
    if free < wanted:
        raise BackupError(
            f"Il n’y a pas assez de place dans {place}\u00a0: il faut {words.weight(wanted)}, "
            f"il reste {words.weight(free)}."
        )


def _write(path, recipients, started_at):
    """The database first: a file that comes after is without a row, a row is never without its file."""
    begun, source = time.monotonic(), engine()
    with archives.written(path, recipients) as tar:
        source.unhurried()
        with source.snapshot() as instant:
            told = snapshots.gather(started_at)
            with source.dump(instant) as stream:
                database = archives.add_stream(tar, archives.DATABASE, stream)
        files = {}
        for name, file in _list_files():
            if found := archives.add_file(tar, name, file):
                files[name] = found
        manifest = {
            "format": FORMAT,
            "at": started_at.isoformat(),
            "seconds": round(time.monotonic() - begun, 1),
            "version": snapshots.version(),
            "code": snapshots.code_digest(),
            "engine": source.CODE,
            "database": database,
            "files": files,
            **told,
        }
        archives.add_bytes(tar, archives.MANIFEST, json.dumps(manifest, indent=1).encode())


def _list_files():
    """(name, path) of each file to keep, in order."""
    for prefix, setting in ROOTS.items():
        root = Path(getattr(settings, setting))
        for where, folders, names in os.walk(root):
            folders.sort()
            for name in sorted(names):
                path = Path(where, name)
                if name != RESTORING and path.is_file():
                    yield f"{prefix}/{path.relative_to(root).as_posix()}", path


def _settle(place):
    """The new name is on the disk too."""
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
