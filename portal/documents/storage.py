"""Private file storage: outside any served folder, under random names."""

import secrets
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages
from django.utils.deconstruct import deconstructible


@deconstructible(path="portal.documents.storage.PrivateStorage")
class PrivateStorage(FileSystemStorage):
    """Under PRIVATE_ROOT. Django gives an address under MEDIA_URL to a storage that names none."""

    def __init__(self, **options):
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700, **options)

    @property
    def base_location(self):
        return self._location or settings.PRIVATE_ROOT

    @property
    def location(self):
        return str(Path(self.base_location).resolve())

    def url(self, name):
        raise ValueError("Un fichier privé n’a pas d’adresse\u00a0; il passe par sa vue.")


def private_storage():
    """The storage of STORAGES["private"]; the name is what migrations keep."""
    return storages["private"]


def random_name(*_):
    """« 4f/a2/… »: two levels of folders, nothing of the sender's name."""
    name = secrets.token_hex(20)
    return f"{name[:2]}/{name[2:4]}/{name[4:]}"
