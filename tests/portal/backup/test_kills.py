"""Killed backups and restorations: nothing that looks whole and is not; the same command then ends its work."""

import os
import tarfile
from functools import partial
from pathlib import Path

import pytest
from django.db import connection

from portal.backup import BackupError, restoring, snapshots, sqlite, writing
from portal.backup import folder as folders
from tests.portal.backup.killing import killed_at
from tests.portal.backup.test_backup import NOON, restore, said_by

BACKUP = {
    "before the database": (sqlite, "dump", 1),
    "at its first piece": (tarfile.TarFile, "addfile", 1),
    "among the files": (tarfile.TarFile, "addfile", 3),
    "at the manifest": (writing.json, "dumps", 1),
    "before it is on the disk": (os, "fsync", 1),
    "before it has its name": (Path, "rename", 1),
}
RESTORATION = {
    "at its mark": (Path, "replace", 1),
    "among the files": (Path, "replace", 4),
    "before the database": (restoring, "_write_database", 1),
    "while the database is written": (sqlite.os, "fsync", 1),
    "once all is written": (restoring, "written_faults", 1),
    "before its mark leaves": (Path, "unlink", 1),
}
QUICK = {"among the files", "before it has its name"}


def points(every):
    """The others are played by `make test-all`."""
    return [
        pytest.param(point, id=name, marks=() if name in QUICK else pytest.mark.slow)
        for name, point in every.items()
    ]


@pytest.mark.parametrize("point", points(BACKUP))
def test_a_killed_backup_leaves_nothing_that_looks_whole(place, keys, folder, point):
    assert killed_at(point, "backup")
    assert folders.backups(folder) == []

    assert said_by("backup")[1] == ""  # its lock died with it
    assert [path.name for path in sorted(folder.iterdir())] == [
        folders.LOCK,
        folders.backups(folder)[0].name,
    ]
    assert list(place.root.glob(".*")) == []  # no copy of the database in clear
    restoring.verify(folders.backups(folder)[0], keys.identity)


def test_control_written_under_its_name_a_killed_backup_looks_whole(place, keys, folder):
    write = writing._write

    def write_under_its_name(part, recipients, started_at):
        write(part.with_name(folders.name_at(started_at)), recipients, started_at)

    assert killed_at(
        BACKUP["among the files"],
        "backup",
        before=partial(setattr, writing, "_write", write_under_its_name),
    )

    (looks_whole,) = folders.backups(folder)
    with pytest.raises(BackupError):
        restoring.verify(looks_whole, keys.identity)


def test_a_kill_once_it_has_its_name_leaves_a_whole_backup(place, keys, folder):
    assert killed_at((folders, "prune", 1), "backup")

    restoring.verify(folders.backups(folder)[0], keys.identity)


@pytest.mark.parametrize("point", points(RESTORATION))
def test_a_killed_restoration_is_taken_up_by_the_same_command(path, place, request, keys, point):
    told, files = snapshots.gather(NOON), place.files()
    elsewhere = request.getfixturevalue("elsewhere")
    assert killed_at(point, "restore", str(path), key=keys.path)

    assert restore(path, keys)[1] == ""
    assert snapshots.gather(NOON) == told
    assert elsewhere.files() == files


def test_a_restoration_killed_before_its_database_leaves_it_empty(path, elsewhere, keys):
    assert killed_at(
        RESTORATION["while the database is written"], "restore", str(path), key=keys.path
    )

    assert connection.introspection.table_names() == []
