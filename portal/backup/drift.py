"""Drift between rows and disk: files that are missing, changed, unknown or unjudged, counted by kind. Removes nothing.

`clean_files` removes private files without a row, `scan_files` asks the antivirus: this tells, of all.
"""

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from wagtail.images.models import AbstractRendition

from portal.core import clock
from portal.documents import files, scans
from portal.documents.jobs import LATE
from portal.documents.models import StoredFile
from portal.documents.storage import private_storage

AT_ONCE = 500


@dataclass(frozen=True)
class Kind:
    """`advice`: what to do, read beside the count."""

    code: str
    label: str
    advice: str


MISSING = Kind(
    "missing",
    "lignes sans leur fichier",
    "Reprenez ces fichiers d’une sauvegarde (docs/operations.md, «\u00a0Fichiers manquants\u00a0»).",
)
DERIVED = Kind(
    "derived",
    "tailles d’image absentes",
    "Elles se refont à la première page qui les montre, sinon effacez leur ligne.",
)
CHANGED_SIZE = Kind(
    "size", "fichiers d’une autre taille que leur ligne", "Reprenez ces fichiers d’une sauvegarde."
)
CHANGED = Kind(
    "digest",
    "fichiers d’un autre contenu que leur ligne",
    "Reprenez ces fichiers d’une sauvegarde.",
)
UNREADABLE = Kind("unreadable", "fichiers illisibles", "Vérifiez les droits et l’état du disque.")
ORPHAN = Kind(
    "orphan",
    "fichiers sans ligne",
    "Lancez «\u00a0manage.py clean_files\u00a0» pour ceux du dossier privé\u00a0; regardez les autres.",
)
UNSCANNED = Kind(
    "unscanned",
    "fichiers que l’antivirus n’a pas jugés",
    "Lancez «\u00a0manage.py scan_files\u00a0».",
)
KINDS = (MISSING, CHANGED_SIZE, CHANGED, UNREADABLE, ORPHAN, UNSCANNED, DERIVED)


def find(*, reads=True):
    """{Kind: [what, …]} of every kind, in order. `reads=False` compares sizes and leaves the contents unread."""
    found = defaultdict(list)
    for model, field in files.file_fields():
        for row in _rows(model, field):
            if kind := _drift_of(row, field, reads):
                found[kind].append(
                    f"{model._meta.label} {row.pk}\u00a0: {getattr(row, field.name).name}"
                )
    for storage in (private_storage(), default_storage):
        found[ORPHAN] += [
            f"{Path(storage.location).name}/{name}" for name in files.orphans(storage)
        ]
    if settings.ANTIVIRUS_URL:
        for late in scans.waiting(before=clock.now() - LATE):
            keys = late.order_by("pk").values_list("pk", flat=True)
            found[UNSCANNED] += [f"{late.model._meta.label} {pk}" for pk in keys]
    return {kind: found[kind] for kind in KINDS}


def _rows(model, field):
    names = {one.name for one in model._meta.concrete_fields}
    wanted = names & {"pk", field.name, "size", "sha256", "file_size", "file_hash"}
    rows = model._base_manager.exclude(**{field.name: ""}).exclude(**{field.name: None})
    if "erased_on" in names:
        rows = rows.filter(erased_on=None)
    return rows.order_by("pk").only(*wanted).iterator(AT_ONCE)


def _drift_of(row, field, reads):
    file = getattr(row, field.name)
    try:
        size = file.storage.size(file.name)
        if _expected_size(row) not in (None, size):
            return CHANGED_SIZE
        digest, algorithm = _expected_digest(row)
        if reads and digest and digest != _digest(file, algorithm):
            return CHANGED
    except FileNotFoundError:
        return _absence(row, field)
    except OSError:
        return UNREADABLE
    return None


def _expected_size(row):
    """Our own files say their size, those of Wagtail theirs."""
    if isinstance(row, StoredFile):
        return row.size
    return getattr(row, "file_size", None)


def _expected_digest(row):
    if isinstance(row, StoredFile):
        return row.sha256, "sha256"
    return getattr(row, "file_hash", ""), "sha1"


def _digest(file, algorithm):
    with file.storage.open(file.name) as content:
        return hashlib.file_digest(content.file, algorithm).hexdigest()


def _absence(row, field):
    """None when the row has left too, meanwhile."""
    name = getattr(row, field.name).name
    if not type(row)._base_manager.filter(pk=row.pk, **{field.name: name}).exists():
        return None
    return DERIVED if isinstance(row, AbstractRendition) else MISSING
