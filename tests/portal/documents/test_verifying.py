"""Verification of the stored files on disk: changed, absent, unreadable, whole."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.documents import files
from tests.portal.documents.factories import keep

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(lea, private_root):
    """(rows, their paths on disk)."""
    rows = [keep(lea, name=f"piece-{number}.pdf") for number in range(3)]
    return rows, [private_root / stored.file.name for stored in rows]


def test_files_as_they_were_deposited_are_whole(three):
    said = StringIO()
    call_command("verify_journal", files=True, stdout=said)

    assert files.broken() == []
    assert said.getvalue().splitlines()[-1] == "Fichiers relus sur le disque\u00a0: 3."


def test_br16_a_byte_that_changed_and_a_file_that_left_are_named(three):
    (changed, absent, _whole), (path, gone, _) = three
    content = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(bytes([content[0] ^ 1]) + content[1:])  # the size alone would tell nothing
    gone.unlink()

    assert files.broken() == [
        (("portal.storedfile", changed.pk), 1, "contenu qui n’est plus celui du dépôt"),
        (("portal.storedfile", absent.pk), 1, "fichier absent du disque"),
    ]


def test_the_command_ends_with_1_and_reads_the_disk_only_when_asked(three):
    _rows, (path, *_) = three
    path.unlink()
    errors = StringIO()
    call_command("verify_journal", stdout=StringIO(), stderr=errors)
    with pytest.raises(CommandError) as ended:
        call_command("verify_journal", files=True, stdout=StringIO(), stderr=errors)

    assert ended.value.returncode == 1
    assert "fichier absent du disque" in errors.getvalue()
