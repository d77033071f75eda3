"""Restore drill: the latest backup restored in a new database and new folders, compared with what it was, removed."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings

from portal.backup import BackupError, archives, folder, snapshots
from portal.backup.models import BackupRun, record
from portal.backup.restoring import verify
from portal.backup.snapshots import engine
from portal.backup.writing import RESTORING, ROOTS
from portal.core import clock
from portal.schema import versions
from portal.ui import words

HOME = "essai-"  # the folder of a drill begins so
TOLD = 5  # differences that the sentence names


def drill(given, key):
    """Restore the latest backup aside and compare; its name and what differs, none when all is equal."""
    started_at = clock.now()
    try:
        path, differences = _drilled(given, key)
    except BackupError as error:
        record(BackupRun.Kind.DRILL, started_at=started_at, is_good=False, said=str(error))
        raise
    said = f"{path.name}\u00a0: " + (
        sentence(differences)
        if differences
        else "lignes, fichiers, journal et réponses publiques égaux"
    )
    record(BackupRun.Kind.DRILL, started_at=started_at, is_good=not differences, said=said)
    return path, differences


def sentence(differences):
    count = words.count(len(differences), "différence", "différences")
    return f"{count}. {' '.join(differences[:TOLD])}"


def _drilled(given, key):
    identity = archives.identity(key)
    place = folder.chosen(given)
    settings.VAR.mkdir(parents=True, exist_ok=True)
    with folder.alone(settings.VAR, "Un autre essai de restauration"):
        for left in settings.VAR.glob(
            f"{HOME}*"
        ):  # by a drill that was killed: private files in clear
            shutil.rmtree(left)
        path, manifest = _latest(place, identity)
        with tempfile.TemporaryDirectory(prefix=HOME, dir=settings.VAR) as home:
            return path, _differences(path, identity, manifest, Path(home))


def _latest(place, identity):
    """The last backup of the folder and its manifest, verified."""
    found = folder.backups(place)
    if not found:
        raise BackupError(
            f"{place} ne contient aucune sauvegarde\u00a0: lancez d’abord «\u00a0manage.py backup\u00a0»."
        )
    engine().check_tools("pg_restore")
    manifest = verify(found[0], identity)
    if manifest["migrations"] != versions.written():
        raise BackupError(
            f"{found[0].name} vient d’une version antérieure du portail\u00a0: lancez d’abord "
            "«\u00a0manage.py backup\u00a0», puis l’essai."
        )
    return found[0], manifest


def _differences(path, identity, manifest, home):
    with engine().temporary_database(home) as address:
        env = _environment(home, address)
        _run(env, "restore", str(path), "--key", archives.ASIDE, given=f"{identity}\n")
        restored = json.loads(_run(env, "data_facts", "--at", manifest["at"]))
    return compared(manifest, restored, _files_of(home))


def compared(manifest, restored, files):
    """A sentence for each thing that the restored portal has otherwise than the backup tells."""
    is_same_code = manifest["code"] == snapshots.code_digest()  # another code writes other pages
    return [
        *_unlike("La table", manifest["counts"], restored["counts"]),
        *(_unlike("La réponse", manifest["answers"], restored["answers"]) if is_same_code else ()),
        *(
            f"La réponse {address} est une erreur."
            for address, said in restored["answers"].items()
            if not said.startswith("200")
        ),
        *_unlike("Le fichier", manifest["files"], files),
        *(f"Journal\u00a0: {fault}." for fault in restored["journal"]),
    ]


def _environment(home, address):
    """The portal of the drill shares nothing with the one that serves but its code and its secrets."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DATABASE_URL": address,
        "PORTAL_VAR": str(home),
        "PRIVATE_ROOT": str(home / archives.PRIVATE),
        "MEDIA_ROOT": str(home / archives.MEDIA),
        "STATIC_ROOT": str(settings.STATIC_ROOT),
        "REDIS_URL": "",
        "SEARCH_URL": "",
    }


def _run(env, *command, given=""):
    """What a command of ours says in a process of its own."""
    process = [sys.executable, str(settings.BASE_DIR / "manage.py"), *command]
    streams = {"input": given, "capture_output": True, "text": True}
    done = subprocess.run(process, env=env, check=False, **streams)  # noqa: S603 -- ours
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["sans dire pourquoi."]
        raise BackupError(
            f"L’essai s’est arrêté à «\u00a0{command[0]}\u00a0»\u00a0: {lines[-1].removeprefix('CommandError: ')}"
        )
    return done.stdout


def _unlike(noun, expected, found):
    """A sentence for each key that is not the same on both sides."""
    return [
        f"{noun} {key} diffère."
        for key in sorted({*expected, *found})
        if expected.get(key) != found.get(key)
    ]


def _files_of(home):
    """{name: [size, digest]} of what is on the disk, read again."""
    found = {}
    for prefix in ROOTS:
        for path in (home / prefix).rglob("*"):
            if path.is_file() and path.name != RESTORING:
                with path.open("rb") as file:
                    digest = hashlib.file_digest(file, "sha256").hexdigest()
                found[path.relative_to(home).as_posix()] = [path.stat().st_size, digest]
    return found
