"""Removal of orphan files, left by a failure between the disk and the database."""

import time

from portal.documents.models import StoredFile
from portal.documents.storage import private_storage
from portal.web.kept_files import KeptFile

PATIENCE = 10 * 60  # seconds; an act in progress may not have written its row yet


def orphans():
    """Names of private files that no row knows, older than ten minutes by the disk’s clock."""
    storage = private_storage()
    limit = time.time() - PATIENCE
    known = {
        *StoredFile.objects.values_list("file", flat=True),
        *KeptFile.objects.values_list("file", flat=True),
    }
    return [
        name
        for name in _names(storage, "")
        if name not in known and storage.get_modified_time(name).timestamp() < limit
    ]


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
