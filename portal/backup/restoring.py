"""Restoration of a backup in an empty database and empty folders: verified whole first, taken up where it stopped."""

import hashlib
import json
import os
import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection

from portal.backup import BackupError, archives, snapshots
from portal.backup.snapshots import engine
from portal.backup.writing import FORMAT, RESTORING, ROOTS
from portal.documents.storage import private_modes
from portal.schema import triggers, versions
from portal.ui import words

TO_NOBODY = {"lost+found", f"{RESTORING}.part"}  # of a disk; of a mark that was being written
PUBLIC_MODES = (0o666, 0o777)  # of a file and of its folder, less the process's umask
WANTED = {
    "format",
    "at",
    "version",
    "code",
    "engine",
    "database",
    "files",
    "migrations",
    "counts",
    "answers",
}
NOT_EMPTY = (
    "{} contient déjà des {}\u00a0: une restauration n’écrit jamais sur ce qui existe. "
    "Donnez une base et des dossiers vides."
)
ANOTHER = "{} contient une restauration arrêtée d’une autre sauvegarde\u00a0: videz ce dossier, puis relancez."


def verify(path, identity):
    """The manifest of a backup whose every byte is as it was written; BackupError otherwise. Writes nothing."""
    found, database, manifest = {}, archives.Whole(), {}
    with archives.opened(path, identity) as members:
        for name, stream in members:
            if name == archives.MANIFEST:
                manifest = _read_manifest(path, stream)
            elif name.startswith(f"{archives.DATABASE}/"):
                _drain(database.taken(stream))
            else:
                _drain(archives.pieces(stream))
                found[name] = stream.facts
    if manifest.get("database") != database.facts or manifest.get("files") != found:
        raise BackupError(archives.DAMAGED.format(path.name))
    _check_fits(manifest)
    return manifest


def _read_manifest(path, stream):
    """Whoever has the public key may make an archive: what is no manifest is refused."""
    try:
        manifest = json.loads(stream.read())
    except ValueError:
        manifest = None
    if isinstance(manifest, dict) and manifest.keys() >= WANTED:
        return manifest
    raise BackupError(archives.DAMAGED.format(path.name))


def _check_fits(manifest):
    if manifest["format"] != FORMAT:
        raise BackupError(
            f"Cette sauvegarde est au format {manifest['format']}, ce code lit le format {FORMAT}\u00a0: "
            "restaurez-la avec le code de sa version."
        )
    if manifest["engine"] != engine().CODE:
        raise BackupError(
            f"Cette sauvegarde vient d’une base {manifest['engine']}, DATABASE_URL en donne une autre\u00a0: "
            "donnez une base de la même sorte."
        )
    if versions.is_former(manifest["migrations"]):
        raise BackupError(
            f"Cette sauvegarde vient d’un essai d’avant la première installation ({manifest['version']})\u00a0: "
            "aucune mise à jour ne mène à celle-ci. Installez à neuf."
        )
    if unknown := [name for name in manifest["migrations"] if not versions.is_known(name)]:
        raise BackupError(
            f"Cette sauvegarde vient d’une version plus récente du portail ({manifest['version']}\u00a0; "
            f"ce code n’a pas {unknown[0]})\u00a0: remettez d’abord le code de sa version."
        )


def restore(path, identity, *, say=lambda _sentence: None):
    """Verify, then write the files, then the database in one act; the manifest. BackupError says what stops it.

    A mark says which backup is being written there: the same command goes on with it.
    """
    path = Path(path)
    say("Vérification de la sauvegarde, octet par octet…")
    manifest = verify(path, identity)
    mark = hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()
    is_written = _is_written(mark)
    if not is_written:
        _mark(mark)
        _check_room(manifest)
        say(f"Écriture de {words.count(len(manifest['files']), 'fichier', 'fichiers')}…")
        _write_files(path, identity, manifest["files"])
        say("Écriture de la base…")
        _write_database(path, identity, manifest["database"])
    say("Vérification de ce qui est écrit…")
    if faults := written_faults(manifest):
        count = words.count(len(faults), "faute s’y trouve", "fautes s’y trouvent")
        raise BackupError(f"La restauration est écrite, mais {count}\u00a0: {' '.join(faults[:5])}")
    _mark_file().unlink()
    return manifest


def _roots():
    return [Path(getattr(settings, setting)) for setting in ROOTS.values()]


def _mark_file():
    return _roots()[0] / RESTORING


def _is_written(mark):
    """Whether the same restoration has already written all; BackupError when something else is there."""
    try:
        held = _mark_file().read_text(encoding="ascii")
    except FileNotFoundError:
        held = None
    if held not in (None, mark):
        raise BackupError(ANOTHER.format(_mark_file().parent))
    has_tables = bool(connection.introspection.table_names())
    if held is None:
        for root in _roots():
            if any(path.name not in TO_NOBODY for path in root.glob("*")):
                raise BackupError(NOT_EMPTY.format(root, "fichiers"))
        if has_tables:
            raise BackupError(NOT_EMPTY.format("La base", "tables"))
    return has_tables


def _mark(mark):
    """All was empty: from now on, what is in the folders comes from this backup."""
    for prefix, root in zip(ROOTS, _roots(), strict=True):
        try:
            _make_folder(root, _modes(prefix)[1])
        except OSError as error:
            raise _unwritten(root, error) from error
    try:
        _put(_mark_file(), [mark.encode()])
    except OSError as error:
        raise _unwritten(_mark_file(), error) from error


def _check_room(manifest):
    wanted = sum(size for size, _digest in manifest["files"].values())
    root = _roots()[0]
    if (free := shutil.disk_usage(root).free) < wanted:
        raise BackupError(
            f"Il n’y a pas assez de place dans {root}\u00a0: il faut {words.weight(wanted)}, "
            f"il reste {words.weight(free)}."
        )


def _write_files(path, identity, files):
    roots = dict(zip(ROOTS, _roots(), strict=True))
    with archives.opened(path, identity) as members:
        for name, stream in members:
            prefix, _, inner = name.partition("/")
            if prefix not in roots:
                continue
            target = roots[prefix] / inner
            try:
                file_mode, folder_mode = _modes(prefix)
                _make_folder(target.parent, folder_mode)
                _put(target, archives.pieces(stream), mode=file_mode)
            except OSError as error:
                raise _unwritten(target, error) from error
            if stream.facts != files.get(name):
                raise BackupError(archives.DAMAGED.format(path.name))


def _modes(prefix):
    return private_modes() if prefix == archives.PRIVATE else PUBLIC_MODES


def _make_folder(folder, mode):
    """`mkdir` gives the mode to the last folder alone."""
    if not folder.is_dir():
        _make_folder(folder.parent, mode)
        folder.mkdir(mode=mode, exist_ok=True)


def _put(target, pieces, *, mode=0o600):
    """Whole under its name, or not at all."""
    fresh = target.with_name(f"{target.name}.part")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
        for piece in pieces:
            file.write(piece)
    fresh.replace(target)


def _unwritten(place, error):
    return BackupError(
        f"{place} ne s’écrit pas ({error.strerror})\u00a0: mettez fin à la cause, puis relancez la même commande."
    )


def _write_database(path, identity, facts_of_dump):
    with archives.opened(path, identity, to_the_end=False) as members:
        engine().load(_dump(path, members, facts_of_dump))


def _dump(path, members, expected):
    """The pieces of the dump; one that is not what was verified stops its load before it is kept."""
    whole = archives.Whole()
    for name, stream in members:
        if not name.startswith(f"{archives.DATABASE}/"):
            break
        yield from whole.taken(stream)
    if whole.facts != expected:
        raise BackupError(archives.DAMAGED.format(path.name))


def written_faults(manifest):
    """What the database lacks of the backup, a sentence each: rows, triggers, sequences, journal."""
    engine().unhurried()
    counts = snapshots.counts()
    faults = [
        f"La table {table} a {counts.get(table, 0)} ligne(s), la sauvegarde {expected}."
        for table, expected in manifest["counts"].items()
        if counts.get(table) != expected
    ]
    if snapshots.migrations() == versions.written():
        faults += [f"Le déclencheur {name} manque." for name in sorted(_missing_triggers())]
    faults += [f"La séquence {name} est en retard." for name in engine().sequences_behind()]
    return faults + [f"Journal\u00a0: {fault}." for fault in snapshots.journal_faults()]


def _missing_triggers():
    with connection.cursor() as cursor:
        return triggers.names(connection.vendor) - engine().trigger_names(cursor)


def _drain(pieces):
    for _piece in pieces:
        pass
