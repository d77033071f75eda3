"""File storages: public files under short names, private ones outside any served folder, under random names."""

from pathlib import Path, PurePath

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages
from django.utils.deconstruct import deconstructible

from portal.core.names import random_name

__all__ = [
    "PrivateStorage",
    "PublicStorage",
    "private_storage",
    "random_name",
]  # the last one for the migrations
LONGEST_NAME = 120  # bytes: a folder takes 255, and what is made of a file adds to its name


class PublicStorage(FileSystemStorage):
    """Files of the site: a name too long for a folder is cut, its ending kept."""

    def get_valid_name(self, name):
        path = PurePath(super().get_valid_name(name))
        room = LONGEST_NAME - len(path.suffix.encode())
        return path.stem.encode()[:room].decode(errors="ignore") + path.suffix


def private_modes():
    """Of a private file and of its folder: a group reads them where the front server sends the files."""
    return (0o640, 0o750) if settings.SENDFILE_PREFIX else (0o600, 0o700)


@deconstructible(path="portal.documents.storage.PrivateStorage")
class PrivateStorage(FileSystemStorage):
    """Under PRIVATE_ROOT. Django gives an address under MEDIA_URL to a storage that names none."""

    def __init__(self, **options):
        file, folder = private_modes()
        super().__init__(file_permissions_mode=file, directory_permissions_mode=folder, **options)

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
