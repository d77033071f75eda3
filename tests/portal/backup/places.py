"""Places of a portal in tests: a database file and its folders, entered and left within a process."""

from contextlib import contextmanager

from django.core.files.storage import default_storage
from django.db import connections

from portal.documents.storage import private_storage


class Place:
    """`root` holds the database file and the two folders, made by whoever writes there."""

    def __init__(self, root, settings, monkeypatch):
        self.root, self._settings, self._monkeypatch = root, settings, monkeypatch
        self.path = root / "portail.sqlite3"
        self.private, self.media = root / "private", root / "media"
        root.mkdir()

    def enter_folders(self):
        self._settings.PRIVATE_ROOT, self._settings.MEDIA_ROOT = self.private, self.media
        self._monkeypatch.setattr(private_storage(), "_location", self.private)
        assert default_storage.location == str(self.media)

    def put(self, database, files):
        self.path.write_bytes(database)
        for name, content in files.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_bytes(content)

    @contextmanager
    def database(self, name=None):
        """The default connection is to the file, or to the database of this name."""
        before = connections["default"]
        facts = before.settings_dict | {"NAME": name or str(self.path), "OPTIONS": {}}
        connections["default"] = type(before)(facts, "default")
        try:
            yield
        finally:
            connections["default"].close()
            connections["default"] = before

    def files(self):
        """{name: bytes} of both folders."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for folder in (self.private, self.media)
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
