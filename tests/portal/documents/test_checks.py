"""System checks of private files (BR-92): never in a public storage, nor among Wagtail's objects."""

import stat

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.test.utils import isolate_apps
from wagtail.images import get_image_model

from portal.documents import checks
from portal.documents.models import StoredFile
from portal.documents.storage import PrivateStorage, private_storage


class App:
    """What the check asks of an application's configuration."""

    def __init__(self, label, *found, path="."):
        self.label, self.found, self.path = label, found, path

    def get_models(self):
        return self.found


def ids(label, *found, **options):
    return [fault.id for fault in checks.files_of_ours_are_private([App(label, *found, **options)])]


def test_br_92_every_file_field_of_ours_is_private():
    assert checks.files_of_ours_are_private() == []


def test_br_92_evidence_field_uses_the_private_storage():
    assert isinstance(private_storage(), PrivateStorage)
    assert StoredFile._meta.get_field("file").storage is private_storage()


@isolate_apps("portal")
def test_br_92_file_field_on_the_default_storage_is_found():
    class Careless(models.Model):
        report = models.FileField()

        class Meta:
            app_label = "portal"

        def __str__(self):
            return self.report.name

    assert ids("portal", Careless) == ["files.E004"]
    assert ids("home", Careless) == []


@isolate_apps("portal")
def test_br_92_piece_given_to_wagtail_is_found():
    class Careless(models.Model):
        scan = models.ForeignKey(get_image_model(), models.CASCADE)

        class Meta:
            app_label = "portal"

        def __str__(self):
            return "scan"

    assert ids("portal", Careless) == ["files.E005"]


def test_private_root_is_outside_of_what_is_served():
    assert checks.private_storage_is_private() == []


@pytest.mark.parametrize("inside", ["", "private"])
def test_private_root_under_the_media_is_found(settings, tmp_path, inside):
    settings.MEDIA_ROOT = tmp_path
    settings.PRIVATE_ROOT = tmp_path / inside
    assert "files.E001" in [fault.id for fault in checks.private_storage_is_private()]


def test_storage_with_an_address_is_found(monkeypatch):
    """The trap: Django's own storage without base_url answers under MEDIA_URL."""
    monkeypatch.setattr(checks, "private_storage", lambda: FileSystemStorage(base_url=None))
    assert "files.E003" in [fault.id for fault in checks.private_storage_is_private()]


@pytest.mark.parametrize(("prefix", "modes"), [("", (0o700, 0o600)), ("/prive/", (0o750, 0o640))])
def test_a_private_file_is_read_by_a_group_only_where_the_front_server_sends_it(
    prefix, modes, settings, tmp_path
):
    settings.SENDFILE_PREFIX = prefix
    PrivateStorage(location=tmp_path).save("folder/file.pdf", ContentFile(b"x"))

    found = (tmp_path / "folder", tmp_path / "folder" / "file.pdf")
    assert tuple(stat.S_IMODE(path.stat().st_mode) for path in found) == modes
