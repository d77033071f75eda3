"""Drift between rows and disk: each kind is counted, named, told to machines, and nothing is removed."""

import json
import os
import time
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import PortalDocument
from portal.backup import drift
from portal.core import clock
from portal.models import BackupRun, StoredFile
from tests.home.blocks.factories import make_image
from tests.portal.backup.test_backup import said_by


def first():
    """A private file."""
    return Path(StoredFile._base_manager.order_by("pk").first().file.path)


def public():
    return Path(PortalDocument.objects.get().file.path)


def leave(path, age=3600):
    """A file written some seconds ago, by this process's clock: the system's may be another (faketime)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    then = time.time() - age
    os.utime(path, (then, then))


def flip(path):
    """Another content of the same size."""
    content = path.read_bytes()
    path.write_bytes(bytes([content[0] ^ 1]) + content[1:])


def cut(path):
    path.write_bytes(path.read_bytes()[:-1])


def close(path):
    """Root may read whatever it wants: a file stands in the place of the folder."""
    path.unlink()
    path.parent.rmdir()
    leave(path.parent, age=0)


def lose_a_size_of_an_image(_place):
    Path(make_image().get_rendition("width-10").file.path).unlink()


DRIFTS = {
    "a private file is lost": (lambda place: first().unlink(), {"missing": 1}),
    "a public file is lost": (lambda place: public().unlink(), {"missing": 1}),
    "a private file is cut": (lambda place: cut(first()), {"size": 1}),
    "a private file is other": (lambda place: flip(first()), {"digest": 1}),
    "a public file is other": (lambda place: flip(public()), {"digest": 1}),
    "a private file cannot be read": (lambda place: close(first()), {"unreadable": 1}),
    "a private file is nobody’s": (lambda place: leave(place.private / "seul"), {"orphan": 1}),
    "a public file is nobody’s": (lambda place: leave(place.media / "x" / "y"), {"orphan": 1}),
    "a size of an image is lost": (lose_a_size_of_an_image, {"derived": 1}),
}


def counts():
    return {kind.code: len(rows) for kind, rows in drift.find().items() if rows}


def test_a_portal_that_is_whole_says_so(place):
    said, refusal, _code = said_by("check_files")

    assert (said, refusal) == ("Aucun écart entre les lignes et le disque.\n", "")
    assert BackupRun.objects.values_list("kind", "is_good", "said").get() == (
        "files",
        True,
        "aucun écart",
    )


@pytest.mark.parametrize(("change", "expected"), DRIFTS.values(), ids=DRIFTS)
def test_each_drift_is_counted_under_its_kind(place, change, expected):
    change(place)

    assert counts() == expected


def test_sizes_alone_are_compared_when_asked(place):
    flip(first())

    assert said_by("check_files", sizes=True)[1] == ""
    assert said_by("check_files")[2] == 1


def test_what_the_antivirus_has_not_judged_for_an_hour_is_counted_where_there_is_one(
    place, settings
):
    settings.ANTIVIRUS_URL = "tcp://127.0.0.1:1"
    before = counts()
    with clock.at(clock.now() + timedelta(hours=2)):
        after = counts()

    assert (before, after) == ({}, {"unscanned": 4})  # three pieces and a document of the site


def test_a_file_just_written_waits_for_its_row(place):
    leave(place.private / "neuf", age=0)

    assert counts() == {}


def test_the_command_names_what_it_found_removes_nothing_and_ends_with_1(place):
    first().unlink()
    leave(place.private / "seul")
    files = place.files()
    said, refusal, code = said_by("check_files")

    assert (code, refusal) == (
        1,
        "Écarts entre les lignes et le disque (lignes sans leur fichier\u00a0: 1, fichiers sans ligne\u00a0: 1).",
    )
    assert "portal.StoredFile 1\u00a0: " in said
    assert "  private/seul\n" in said
    assert place.files() == files


def test_a_machine_reads_each_kind(place):
    first().unlink()
    told = json.loads(said_by("check_files", json=True)[0])

    assert (told["count"], len(told["missing"]), told["orphan"]) == (1, 1, [])
    assert set(told) == {"count", *(kind.code for kind in drift.KINDS)}


def test_many_files_are_read_by_as_many_queries_as_few(place):
    with CaptureQueriesContext(connection) as few:
        drift.find()
    row = StoredFile._base_manager.order_by("pk").first()
    for _number in range(5):
        row.pk, row.token, row._state.adding = None, uuid.uuid4(), True
        row.save(force_insert=True)
    with CaptureQueriesContext(connection) as many:
        drift.find()

    assert len(few) == len(many)
