"""Fixtures: a small portal on a database file and in folders of its own, its keys, an empty place elsewhere."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from pyrage import x25519

from home.models import PortalDocument
from portal import documents
from portal.backup import folder as folders
from portal.documents import models
from portal.models import BackupRun
from portal.notifications.models import Message
from tests.labelling.labels.factories import make_label
from tests.portal.backup.places import Place
from tests.portal.documents.factories import keep, person

ROOM = Path(__file__).parent
SECRET = "La canicule de Léa Martin"
PAIR = x25519.Identity.generate()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """The small portal lives in a file of SQLite; test_postgres.py is for the other database."""
    for item in items:
        if ROOM in item.path.parents and "place" in item.fixturenames:
            item.add_marker(pytest.mark.sqlite)


@pytest.fixture(scope="session")
def made():
    """What the first test makes for all: the bytes of the small portal, those of its backup."""
    return {}


@pytest.fixture
def keys(tmp_path, settings):
    """The file of the private key; the public one, which the settings have."""
    path = tmp_path / "cle.txt"
    path.write_text(f"# public key: {PAIR.to_public()}\n{PAIR}\n", encoding="ascii")
    settings.BACKUP_KEY = [str(PAIR.to_public())]
    return SimpleNamespace(path=str(path), identity=PAIR)


@pytest.fixture
def folder(tmp_path, settings):
    settings.BACKUP_ROOT = str(tmp_path / "sauvegardes")
    (tmp_path / "sauvegardes").mkdir()
    return tmp_path / "sauvegardes"


@pytest.fixture
def place(db, made, tmp_path, settings, monkeypatch):
    """The place where the portal lives: what is made here is seen by other connections."""
    monkeypatch.setattr(models, "_holders", dict(models._holders))
    documents.register_holder(Message)
    settings.VAR = tmp_path / "var"
    living = Place(tmp_path / "vivant", settings, monkeypatch)
    living.enter_folders()
    if not made:
        make()
        made |= {"database": connection.connection.serialize(), "files": living.files()}
    living.put(made["database"], made["files"])
    with living.database():
        yield living


def make():
    """A label with its attestation, three private files, a public one."""
    make_label()
    lea = person("Léa")
    for number in range(3):
        keep(lea, name=f"piece-{number}.pdf")
    public = PortalDocument(title="Charte")
    public.file.save("charte.txt", ContentFile(SECRET.encode()))
    public.get_file_hash()


@pytest.fixture
def path(place, keys, folder, made):
    """A backup of it."""
    if "backup" not in made:
        call_command("backup", verbosity=0, stdout=SimpleNamespace(write=lambda _text: None))
        found = folders.backups(folder)[0]
        made["backup"] = (found.name, found.read_bytes())
        BackupRun.objects.all().delete()  # the first test finds what all find
    name, content = made["backup"]
    (folder / name).write_bytes(content)
    return folder / name


@pytest.fixture
def elsewhere(place, tmp_path, settings, monkeypatch):
    """Another machine: an empty database, empty folders."""
    other = Place(tmp_path / "ailleurs", settings, monkeypatch)
    other.enter_folders()
    with other.database():
        yield other
