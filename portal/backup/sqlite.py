"""Copy and replacement of a SQLite database, by its own online backup."""

import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from django.db import connection, transaction

CODE = "sqlite"


def check_tools(*_names):
    """SQLite needs none."""


def unhurried():
    """SQLite has no limit of time."""


def size():
    """Bytes that a copy takes."""
    path = _path()
    return path.stat().st_size if path.exists() else 0


@contextmanager
def snapshot():
    """What is read inside is of one instant, which `dump` copies: who writes waits."""
    with transaction.atomic():
        yield None


@contextmanager
def dump(_instant):
    """The stream of a copy, made beside the database and removed."""
    copy = _aside("copy")
    copy.unlink(missing_ok=True)  # of a process that was killed
    try:
        copy.touch(mode=0o600)
        with (
            closing(sqlite3.connect(f"file:{_path()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
        with copy.open("rb") as stream:
            yield stream
    finally:
        copy.unlink(missing_ok=True)


def load(pieces):
    """All of a copy, or nothing: it takes the place of the empty database once it is whole."""
    path, fresh = _path(), _aside("restored")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    connection.close()
    for ending in ("-wal", "-shm"):  # of the empty database
        with suppress(FileNotFoundError):
            Path(f"{path}{ending}").unlink()
    fresh.replace(path)


@contextmanager
def temporary_database(folder):
    """The address of an empty database, in a folder that its caller removes."""
    yield f"sqlite:///{folder / 'essai.sqlite3'}"


def sequences_behind():
    """SQLite numbers rows after the largest."""
    return []


def trigger_names(cursor):
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    return {name for (name,) in cursor.fetchall()}


def _path():
    return Path(connection.settings_dict["NAME"])


def _aside(word):
    path = _path()
    return path.with_name(f".{path.name}.{word}")
