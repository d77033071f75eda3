"""Backup made and restored elsewhere: the same rows, files and answers; what refuses to make one says why."""

import fcntl
import os
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from portal.backup import folder as folders
from portal.backup import restoring, snapshots
from portal.models import BackupRun, StoredFile
from portal.schema import versions
from tests.portal.backup.conftest import SECRET

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def said_by(*command, **options):
    """(what a command says, the sentence that it ends with, its code)."""
    said = StringIO()
    try:
        call_command(*command, stdout=said, stderr=said, **options)
    except CommandError as error:
        return said.getvalue(), str(error), error.returncode
    return said.getvalue(), "", 0


def restore(path, keys):
    return said_by("restore", str(path), key=keys.path)


def test_what_is_restored_elsewhere_is_what_was(place, keys, folder, request):
    told, files = snapshots.gather(NOON), place.files()
    assert said_by("backup")[1] == ""
    path = folders.backups(folder)[0]
    elsewhere = request.getfixturevalue("elsewhere")
    said, refusal, _code = restore(path, keys)

    assert refusal == ""
    assert "lignes, fichiers et journal vérifiés" in said
    assert snapshots.gather(NOON) == told
    assert elsewhere.files() == files
    assert len([name for name in told["answers"] if name.startswith("/verifier/")]) == 1
    assert {said.split(" ")[0] for said in told["answers"].values()} == {"200"}
    assert snapshots.journal_faults() == []


def test_private_files_stay_private_once_restored(path, elsewhere, keys):
    restore(path, keys)
    modes = {
        stat.S_IMODE(path.stat().st_mode)
        for path in elsewhere.private.rglob("*")
        if path.is_file() or path.is_dir()
    }

    assert modes == {0o600, 0o700}


def test_a_backup_is_for_its_owner_alone_and_tells_nothing_without_the_key(place, keys, folder):
    said_by("backup")
    path = folders.backups(folder)[0]

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert SECRET.encode() not in path.read_bytes()
    assert path.read_bytes().startswith(b"age-encryption.org/v1\n")


def test_a_backup_that_was_made_is_told(place, keys, folder):
    said_by("backup")
    row, path = BackupRun.objects.get(), folders.backups(folder)[0]

    assert (row.kind, row.is_good, row.said.split(",")[0]) == ("backup", True, path.name)


def test_the_manifest_tells_the_version_the_counts_and_each_file(path, place, keys):
    manifest = restoring.verify(path, keys.identity)

    assert manifest["counts"]["portal_storedfile"] == StoredFile.objects.count() == 3
    assert manifest["migrations"] == snapshots.migrations() == versions.written()
    assert sorted(manifest["files"]) == sorted(place.files())
    assert manifest["version"] == snapshots.version()


def refuse_without_key(settings, _folder):
    settings.BACKUP_KEY = []


def refuse_with_a_word(settings, _folder):
    settings.BACKUP_KEY = ["sésame"]


def refuse_nowhere(settings, _folder):
    settings.BACKUP_ROOT = ""


def refuse_a_folder_that_is_not(settings, folder):
    settings.BACKUP_ROOT = str(folder / "absent")


def refuse_what_is_backed_up(settings, _folder):
    settings.BACKUP_ROOT = str(settings.PRIVATE_ROOT)


def refuse_a_folder_that_takes_nothing(settings, _folder):
    settings.BACKUP_ROOT = "/proc"


def refuse_two_numbers(settings, _folder):
    settings.BACKUP_KEPT = ["14", "8"]


REFUSED = {
    refuse_two_numbers: "BACKUP_KEPT vaut «\u00a014,8\u00a0»",
    refuse_without_key: "BACKUP_KEY est vide",
    refuse_with_a_word: "BACKUP_KEY n’est pas une clé publique d’age",
    refuse_nowhere: "Aucun dossier n’est donné",
    refuse_a_folder_that_is_not: "n’existe pas\u00a0: créez-le",
    refuse_what_is_backed_up: "qu’il faut sauvegarder",
    refuse_a_folder_that_takes_nothing: "refuse l’écriture",
}


@pytest.mark.parametrize("change", REFUSED, ids=lambda change: change.__name__)
def test_a_wrong_setting_is_refused_with_a_sentence_and_told(place, keys, folder, settings, change):
    change(settings, folder)
    _said, refusal, code = said_by("backup")

    assert code == 1
    assert REFUSED[change] in refusal
    assert list(folder.iterdir()) == []
    assert BackupRun.objects.values_list("kind", "is_good", "said").get() == (
        "backup",
        False,
        refusal,
    )


def test_two_backups_at_once_are_refused(place, keys, folder):
    with (folder / folders.LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused = said_by("backup")[1]

    assert "Une autre sauvegarde est en cours" in refused
    assert folders.backups(folder) == []
    assert said_by("backup")[1] == ""


def test_a_disk_without_room_is_refused_before_anything_is_written(
    place, keys, folder, monkeypatch
):
    monkeypatch.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(free=1000))

    assert "Il n’y a pas assez de place" in said_by("backup")[1]
    assert [path.name for path in folder.iterdir()] == [folders.LOCK]


@pytest.mark.dated  # not at the second at which `path` was made
def test_a_disk_that_fails_at_the_end_leaves_the_former_backups_alone(path, folder, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    _said, refusal, _code = said_by("backup")

    assert "La sauvegarde s’est arrêtée (No space left on device)" in refusal
    assert sorted(path.name for path in folder.iterdir()) == [folders.LOCK, path.name]


def test_old_backups_leave_by_days_weeks_and_months(settings):
    """One a night for two years: fourteen days, then the last of eight weeks, then of twelve months."""
    nights = [(day, NOON - timedelta(days=day)) for day in range(730)]
    kept = sorted(folders.kept_of(nights))
    months = {(at.year, at.month) for day, at in nights if day in kept}

    assert kept[:14] == list(range(14))
    assert len([day for day in kept if 14 <= day < 56]) == 6 + 1  # a month ends among them
    assert (len(months), kept[-1]) == (12, 328)


def test_two_backups_of_a_day_stay_while_they_are_recent():
    """What is taken before an update is not pushed out by the night's."""
    dated = [("night", NOON), ("update", NOON - timedelta(hours=3))]

    assert folders.kept_of(dated) == {"night", "update"}


def test_a_backup_removes_those_that_nothing_keeps(place, keys, folder):
    for month in range(1, 25):
        (folder / folders.name_at(NOON - timedelta(days=31 * month))).touch()
    said = said_by("backup")[0]

    assert len(folders.backups(folder)) == 8 + 4 + 1 + 1
    assert said.count("Retirée, trop ancienne") == 24 + 1 - len(folders.backups(folder))


def test_a_pair_of_keys_is_written_once_for_its_owner_alone(tmp_path):
    path = tmp_path / "cle.txt"
    said = said_by("backup_key", str(path))[0]
    again = said_by("backup_key", str(path))[1]

    assert said.startswith("BACKUP_KEY=age1")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "AGE-SECRET-KEY-1" in path.read_text()
    assert "AGE-SECRET-KEY-1" not in said
    assert again.startswith(f"{path} existe déjà")


@pytest.mark.parametrize("setting", ["BACKUP_ROOT", "PRIVATE_ROOT", "MEDIA_ROOT"])
def test_a_private_key_is_refused_where_backups_pass(setting, tmp_path, settings):
    setattr(settings, setting, str(tmp_path / "emporte"))
    (tmp_path / "emporte" / "dedans").mkdir(parents=True)
    (tmp_path / "ailleurs").symlink_to(tmp_path / "emporte")
    paths = [tmp_path / "emporte/dedans/cle.txt", tmp_path / "ailleurs/cle.txt"]

    for path in paths:
        assert "ne s’écrit pas dans" in said_by("backup_key", str(path))[1]
        assert not path.exists()


def test_a_private_key_may_leave_by_the_standard_output_alone(tmp_path, settings, capfd):
    settings.BACKUP_ROOT = str(tmp_path)
    call_command("backup_key", "-")
    (public, private) = capfd.readouterr().out.splitlines()
    kept = tmp_path / "cle.txt"
    with kept.open("w") as file:
        done = subprocess.run(
            [sys.executable, "manage.py", "backup_key", "-"], cwd=settings.BASE_DIR, stdout=file, check=False,
            stderr=subprocess.PIPE, text=True, env=os.environ | {"BACKUP_ROOT": str(tmp_path)},
        )  # fmt: skip

    assert public.startswith("# public key: age1")
    assert private.startswith("AGE-SECRET-KEY-1")
    assert (done.returncode, kept.read_text()) == (1, "")
    assert "ne s’écrit pas dans" in done.stderr


def test_a_database_that_does_not_answer_is_a_sentence(place, keys, folder, settings):
    place.path.unlink()
    place.path.mkdir()

    assert said_by("backup")[1].startswith("La base ne répond pas")
