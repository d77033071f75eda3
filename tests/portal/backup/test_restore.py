"""Restoration refused before anything is written, and never over what exists."""

import json
import tracemalloc
from io import BytesIO

import pytest
from django.db import connection
from pyrage import x25519

from portal.backup import BackupError, archives, restoring, snapshots
from portal.schema import versions
from tests.portal.backup.test_backup import restore, said_by


def nothing_is_written(elsewhere):
    return elsewhere.files() == {} and connection.introspection.table_names() == []


def members(path, keys):
    """{name: bytes}, in order."""
    with archives.opened(path, keys.identity) as found:
        return {name: stream.read() for name, stream in found}


def rewrite(path, keys, content):
    """The same backup with other members, as somebody who has the public key alone may make one."""
    path.unlink()
    with archives.written(path, [keys.identity.to_public()]) as tar:
        for name, data in content.items():
            archives.add_bytes(tar, name, data)


def retell(path, keys, **changes):
    content = members(path, keys)
    manifest = json.loads(content[archives.MANIFEST]) | changes
    rewrite(path, keys, content | {archives.MANIFEST: json.dumps(manifest).encode()})


def test_another_key_opens_nothing(path, elsewhere, tmp_path):
    other = tmp_path / "autre.txt"
    other.write_text(f"{x25519.Identity.generate()}\n")
    refusal = said_by("restore", str(path), key=str(other))[1]

    assert refusal.startswith("Cette clé privée n’ouvre pas portail-")
    assert nothing_is_written(elsewhere)


@pytest.mark.parametrize("text", ["", "age1publique\n", "AGE-SECRET-KEY-1FAUX\n"])
def test_a_file_that_is_no_private_key_is_refused(path, elsewhere, tmp_path, text):
    wrong = tmp_path / "fausse.txt"
    wrong.write_text(text)

    assert "n’est pas une clé privée d’age" in said_by("restore", str(path), key=str(wrong))[1]
    assert "ne se lit pas" in said_by("restore", str(path), key=str(tmp_path / "absente"))[1]


@pytest.mark.parametrize("part", [0.001, 0.5, 0.999])
def test_a_byte_that_changed_is_seen_before_anything_is_written(path, elsewhere, keys, part):
    content = bytearray(path.read_bytes())
    content[int(len(content) * part)] ^= 1
    path.write_bytes(content)

    assert "est abîmée ou incomplète" in restore(path, keys)[1]
    assert nothing_is_written(elsewhere)


@pytest.mark.parametrize("part", [0, 0.3, 0.9999])
def test_a_backup_cut_short_is_seen_before_anything_is_written(path, elsewhere, keys, part):
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * part)])

    assert "est abîmée ou incomplète" in restore(path, keys)[1]
    assert nothing_is_written(elsewhere)


def test_a_backup_that_is_not_there_is_a_sentence(path, elsewhere, keys):
    assert "n’existe pas" in restore(path.with_name("absente.tar.age"), keys)[1]


@pytest.mark.parametrize("name", ["private/un", "manifest.json", "database/000001"])
def test_a_part_that_somebody_changed_or_removed_under_the_same_key_is_seen(
    path, elsewhere, keys, name
):
    content = members(path, keys)
    if name == "private/un":
        name = next(one for one in content if one.startswith("private/"))
    del content[name]
    rewrite(path, keys, content)

    assert "est abîmée ou incomplète" in restore(path, keys)[1]
    assert nothing_is_written(elsewhere)


@pytest.mark.parametrize("manifest", [b"", b"{}", b"[]", b"\xff", b'{"format": 1}'])
def test_what_is_no_manifest_is_refused(path, elsewhere, keys, manifest):
    rewrite(path, keys, members(path, keys) | {archives.MANIFEST: manifest})

    assert "est abîmée ou incomplète" in restore(path, keys)[1]
    assert nothing_is_written(elsewhere)


@pytest.mark.parametrize("name", ["private/../../etc", "/etc/passwd"])
def test_a_name_that_leaves_the_folders_is_refused(path, elsewhere, keys, name):
    rewrite(path, keys, {name: b"x"} | members(path, keys))

    assert "un nom interdit" in restore(path, keys)[1]
    assert nothing_is_written(elsewhere)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"migrations": [versions.FIRST, "portal.9999_to_come"]},
            "d’une version plus récente du portail",
        ),
        (
            {"migrations": ["portal.0001_users"]},
            "aucune mise à jour ne mène à celle-ci. Installez à neuf",
        ),
        ({"engine": "postgresql"}, "vient d’une base postgresql"),
        ({"format": 2}, "est au format 2"),
    ],
)
def test_a_backup_of_another_portal_is_refused(path, elsewhere, keys, changes, sentence):
    retell(path, keys, **changes)

    assert sentence in restore(path, keys)[1]
    assert nothing_is_written(elsewhere)


def test_a_restoration_never_writes_over_a_database(path, keys, settings, tmp_path):
    """The portal that lives here keeps its rows, and the empty folders stay empty."""
    settings.PRIVATE_ROOT, settings.MEDIA_ROOT = tmp_path / "p", tmp_path / "m"
    before = snapshots.counts()

    assert restore(path, keys)[1].startswith("La base contient déjà des tables")
    assert (snapshots.counts(), (tmp_path / "p").exists()) == (before, False)


@pytest.mark.parametrize("folder_name", ["private", "media"])
def test_a_restoration_never_writes_over_files(path, elsewhere, keys, folder_name):
    held = getattr(elsewhere, folder_name) / "ici.txt"
    held.parent.mkdir()
    held.write_text("là")
    refusal = restore(path, keys)[1]

    assert "contient déjà des fichiers\u00a0: une restauration n’écrit jamais" in refusal
    assert elsewhere.files() == {f"{folder_name}/ici.txt": "là".encode()}
    assert connection.introspection.table_names() == []


def test_a_restoration_does_not_go_on_with_that_of_another_backup(path, elsewhere, keys):
    elsewhere.private.mkdir()
    (elsewhere.private / restoring.RESTORING).write_text("0" * 64)

    assert "une restauration arrêtée d’une autre sauvegarde" in restore(path, keys)[1]


def test_a_folder_of_a_disk_just_mounted_is_empty(path, elsewhere, keys):
    (elsewhere.private / "lost+found").mkdir(parents=True)

    assert restore(path, keys)[1] == ""


def test_the_private_key_may_come_by_the_standard_input(path, elsewhere, keys, monkeypatch):
    monkeypatch.setattr("sys.stdin", StringLines(str(keys.identity)))

    assert said_by("restore", str(path), key="-")[1] == ""


class StringLines:
    def __init__(self, text):
        self.text = text

    def read(self):
        return self.text


def test_what_the_restored_database_lacks_is_named(path, elsewhere, keys):
    assert restore(path, keys)[1] == ""
    manifest = restoring.verify(path, keys.identity)
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER portal_checkpoint_append_only_delete")
        cursor.execute("DELETE FROM home_portaldocument")

    assert restoring.written_faults(manifest) == [
        "La table home_portaldocument a 0 ligne(s), la sauvegarde 1.",
        "Le déclencheur portal_checkpoint_append_only_delete manque.",
    ]


def test_a_large_file_goes_through_without_being_held(tmp_path, keys):
    source = tmp_path / "grand"
    with source.open("wb") as file:
        file.truncate(48 * 1024 * 1024)
    tracemalloc.start()
    with archives.written(tmp_path / "a", [keys.identity.to_public()]) as tar:
        expected = archives.add_file(tar, "private/grand", source)
        archives.add_stream(tar, "database", BytesIO(b"x" * 10))
    with archives.opened(tmp_path / "a", keys.identity) as found:
        told = {}
        for name, stream in found:
            for _piece in archives.pieces(stream):
                pass
            told[name] = stream.facts
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert told["private/grand"] == expected
    assert peak < 2 * archives.CHUNK


def test_a_piece_of_the_dump_that_is_not_what_was_verified_is_not_kept(path, elsewhere, keys):
    with pytest.raises(BackupError, match="abîmée"):
        restoring._write_database(path, keys.identity, [1, "0" * 64])

    assert connection.introspection.table_names() == []
