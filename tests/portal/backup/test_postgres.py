"""Backup and restoration on PostgreSQL, by its own tools: one snapshot, one transaction, sequences that go on."""

import threading

import pytest
from django.db import connection

from portal import documents
from portal.backup import BackupError, health, postgres, restoring, snapshots
from portal.backup import folder as folders
from portal.documents import models
from portal.models import BackupRun, StoredFile, User
from portal.notifications.models import Message
from portal.ops.health import OK
from tests.portal.backup.conftest import make
from tests.portal.backup.places import Place
from tests.portal.backup.test_backup import NOON, restore, said_by
from tests.portal.documents.factories import person

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def living(tmp_path, keys, folder, settings, monkeypatch):
    """The small portal in the database of the tests, its files in a folder of its own."""
    monkeypatch.setattr(models, "_holders", dict(models._holders))
    documents.register_holder(Message)
    settings.VAR = tmp_path / "var"
    settings.VAR.mkdir()
    place = Place(tmp_path / "vivant", settings, monkeypatch)
    place.enter_folders()
    make()
    return place


@pytest.fixture
def other(living, tmp_path, settings, monkeypatch):
    """`other()` opens another machine: an empty database of the same server, empty folders."""
    place = Place(tmp_path / "ailleurs", settings, monkeypatch)
    with postgres.temporary_database(tmp_path) as address:
        name = address.partition("@")[2].partition("/")[2].partition("?")[0]

        def enter():
            place.enter_folders()
            return place.database(name)

        place.enter = enter
        yield place


def test_what_is_restored_elsewhere_is_what_was(living, other, keys, folder):
    told, files = snapshots.gather(NOON), living.files()
    assert said_by("backup")[1] == ""
    with other.enter():
        assert restore(folders.backups(folder)[0], keys)[1] == ""
        assert snapshots.gather(NOON) == told
        assert other.files() == files
        assert snapshots.journal_faults() == []
        assert person("Tom").pk > max(
            User.objects.exclude(first_name="Tom").values_list("pk", flat=True)
        )


@pytest.mark.slow
def test_a_dump_that_is_broken_leaves_the_database_empty(living, other, keys, folder):
    assert said_by("backup")[1] == ""
    path = folders.backups(folder)[0]
    with other.enter():
        with pytest.raises(BackupError, match="abîmée"):
            restoring._write_database(path, keys.identity, [1, "0" * 64])
        with pytest.raises(BackupError, match="pg_restore n’a rien gardé"):
            postgres.load([b"PGDMP of another kind"])

        assert connection.introspection.table_names() == []


@pytest.mark.slow
def test_what_is_written_meanwhile_is_in_neither_the_dump_nor_the_facts(
    living, other, keys, folder, monkeypatch
):
    """A person arrives between the facts and the dump: both are of the instant before."""
    gather, counted = snapshots.gather, []

    def gather_then_write(at):
        told = gather(at)
        thread = threading.Thread(target=_arrive)
        thread.start()
        thread.join()
        counted.append(told["counts"]["portal_user"])
        return told

    monkeypatch.setattr(snapshots, "gather", gather_then_write)
    assert said_by("backup")[1] == ""
    assert User.objects.filter(first_name="Tom").count() == 1
    with other.enter():
        assert restore(folders.backups(folder)[0], keys)[1] == ""
        assert [User.objects.count()] == counted


@pytest.mark.slow
def test_control_without_the_snapshot_the_dump_has_one_person_more(
    living, other, keys, folder, monkeypatch
):
    dump = postgres.dump

    def dump_now(_instant):
        thread = threading.Thread(target=_arrive)
        thread.start()
        thread.join()
        return dump(None)

    monkeypatch.setattr(postgres, "dump", dump_now)
    started = postgres._started
    monkeypatch.setattr(
        postgres,
        "_started",
        lambda command, **streams: started(
            [part for part in command if part != "--snapshot=None"], **streams
        ),
    )
    assert said_by("backup")[1] == ""
    with other.enter():
        assert "La table portal_user a" in restore(folders.backups(folder)[0], keys)[1]


def _arrive():
    try:
        person("Tom")
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        (None, "pg_dump est introuvable\u00a0: installez postgresql-client-"),
        ("echo 'pg_dump (PostgreSQL) 9.6.24'", "pg_dump est de la version 9, le serveur de la "),
        ("exit 3", "pg_dump est de la version inconnue"),
    ],
)
def test_a_tool_that_is_missing_or_too_old_is_a_sentence(
    living, folder, tmp_path, monkeypatch, script, sentence
):
    tools = tmp_path / "outils"
    tools.mkdir()
    if script:
        (tools / "pg_dump").write_text(f"#!/bin/sh\n{script}\n")
        (tools / "pg_dump").chmod(0o755)
    monkeypatch.setenv("PATH", str(tools))

    assert said_by("backup")[1].startswith(sentence)
    assert folders.backups(folder) == []


def test_a_tool_that_fails_in_the_middle_leaves_no_backup(living, folder, tmp_path, monkeypatch):
    tools = tmp_path / "outils"
    tools.mkdir()
    (tools / "pg_dump").write_text(
        "#!/bin/sh\n[ $1 = --version ] && echo 'pg_dump (PostgreSQL) 99.1' && exit\n"
        "echo PGDMP\necho 'la connexion est perdue' >&2\nexit 1\n"
    )
    (tools / "pg_dump").chmod(0o755)
    monkeypatch.setenv("PATH", str(tools), prepend=":")

    assert said_by("backup")[1] == "pg_dump n’a pas fini\u00a0: la connexion est perdue"
    assert [path.name for path in folder.iterdir()] == [folders.LOCK]


def test_sequences_that_are_behind_are_named(living):
    assert postgres.sequences_behind() == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(pg_get_serial_sequence('portal_storedfile', 'id'), 1, false)")

    assert postgres.sequences_behind() == ["portal_storedfile.id"]
    with connection.cursor() as cursor:
        last = StoredFile._base_manager.order_by("pk").last().pk
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('portal_storedfile', 'id'), %s)", [last]
        )


def test_a_role_that_may_make_no_database_is_told_so(living, tmp_path):
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE sans_droit")
        try:
            cursor.execute("SET ROLE sans_droit")
            with (
                pytest.raises(BackupError, match="ne peut pas créer la base d’essai"),
                postgres.temporary_database(tmp_path),
            ):
                pass
        finally:
            cursor.execute("RESET ROLE")
            cursor.execute("DROP ROLE sans_droit")


@pytest.mark.slow
def test_a_drill_restores_the_latest_backup_in_a_new_database_that_leaves(living, keys, folder):
    assert said_by("backup")[1] == ""
    said, refusal, _code = said_by("restore_drill", key=keys.path)

    assert refusal == ""
    assert "lignes, fichiers, journal et réponses publiques sont les mêmes" in said
    assert health.state_of(BackupRun.Kind.DRILL)[0] == OK
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_database WHERE datname LIKE %s", [f"{postgres.DRILL}%"]
        )
        assert cursor.fetchone() == (0,)
