"""Orphan files, left by a failure between the disk and the database; removal of the private ones."""

import time

from django.apps import apps
from django.db.models import FileField

from portal.documents.models import StoredFile
from portal.documents.storage import private_storage


def broken():
    """Files that are no longer what was deposited: (what, rank, why), empty when all is well.

    Some hundred megabytes a second: for a weekly timer, not for a page.
    """
    rows = StoredFile._base_manager.order_by("pk").only("file", "sha256")
    return [
        (("portal.storedfile", stored.pk), 1, fault)
        for stored in rows.iterator(500)
        if (fault := _fault(stored))
    ]


def _fault(stored):
    try:
        return "" if stored.is_intact() else "contenu qui n’est plus celui du dépôt"
    except FileNotFoundError:
        return "fichier absent du disque"
    except OSError as unread:
        return f"fichier illisible ({type(unread).__name__})"


PATIENCE = 10 * 60  # seconds; an act in progress may not have written its row yet


def orphans(storage=None):
    """Names of files (private ones unless told) that no row knows, older than ten minutes by the disk’s clock."""
    storage = private_storage() if storage is None else storage
    limit = time.time() - PATIENCE
    known = set(_known(type(storage)))
    return [
        name
        for name in _names(storage, "")
        if name not in known and storage.get_modified_time(name).timestamp() < limit
    ]


def file_fields():
    """(model, field) of each file that a row of any model names."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, FileField):
                yield model, field


def _known(kind):
    """The names that rows of any model give, in storages of this kind."""
    for model, field in file_fields():
        if isinstance(field.storage, kind):
            yield from model._base_manager.values_list(field.name, flat=True)


def clean():
    """Remove the orphans; their names."""
    storage = private_storage()
    names = orphans()
    for name in names:
        storage.delete(name)
    return names


def _names(storage, folder):
    folders, files = storage.listdir(folder) if storage.exists(folder) else ((), ())
    prefix = f"{folder}/" if folder else ""
    yield from (prefix + name for name in files)
    for inner in folders:
        yield from _names(storage, prefix + inner)
