"""Fixtures: a private root, mails that hold files, Léa who has one and Tom who has none."""

import pytest

from portal import documents
from portal.documents import models
from portal.documents.storage import private_storage
from portal.notifications.models import Message
from tests.portal.documents.factories import person


@pytest.fixture(autouse=True)
def private_root(settings, monkeypatch, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"
    monkeypatch.setattr(private_storage(), "_location", settings.PRIVATE_ROOT)
    return settings.PRIVATE_ROOT


@pytest.fixture(autouse=True)
def _mails_hold_files(monkeypatch):
    monkeypatch.setattr(models, "_holders", dict(models._holders))
    documents.register_holder(Message)


@pytest.fixture
def lea(db):
    """She sees the files of the mail to her."""
    return person("Léa")


@pytest.fixture
def tom(db):
    """A stranger."""
    return person("Tom")
