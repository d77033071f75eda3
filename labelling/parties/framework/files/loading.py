"""Loading of rules files into published versions, all or nothing, idempotent."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from labelling.parties.framework.files.parsing import Sheet, build
from labelling.parties.framework.files.reading import Unreadable, read
from portal.workflow import Problem, Refused

FOLDER = Path(__file__).resolve().parents[3] / "data" / "rules"
DEFAULT_FILES = ("reglement.yaml", "comite.yaml", "cadre.yaml")


@dataclass(frozen=True)
class Loaded:
    """What became of a file: « publiée », « enregistrée en brouillon », « sans changement »."""

    version: object
    fate: str

    def __str__(self):
        return f"{self.version.kind_label} {self.version.code} : {self.fate}."


def default_paths():
    return [FOLDER / name for name in DEFAULT_FILES]


def ensure_rules():
    """The demonstration's rules, in force since 1 January 2016. Safe to call again."""
    return load(default_paths())


def check(paths):
    """The sheets of the files, unsaved. Unreadable tells every mistake of every file at once."""
    sheets, mistakes = [], []
    for path in paths:
        try:
            sheets.append(build(read(path)))
        except Unreadable as unreadable:
            mistakes += unreadable.mistakes
    if mistakes:
        raise Unreadable(mistakes)
    return sheets


@transaction.atomic
def load(paths, *, publish=True):
    """Load and publish the files, or none of them (Unreadable, Refused)."""
    return [load_sheet(sheet, publish=publish) for sheet in check(paths)]


def load_sheet(sheet, *, publish=True):
    """The same of one version, whether a file or a draft of the portal says it."""
    stored = type(sheet.version).objects.filter(code=sheet.version.code).first()
    if stored and stored.is_published:
        return _unchanged(sheet, stored)
    if stored:
        stored.delete()
    sheet.save()
    if not publish:
        return Loaded(sheet.version, "enregistrée en brouillon")
    sheet.version.publish()
    return Loaded(sheet.version, "publiée")


def _unchanged(sheet, stored):
    """BR-09: a published version is what its file says, or the file needs a new code."""
    mine, theirs = sheet.content(), Sheet.of(stored).content()
    differing = [key for key in mine | theirs if mine.get(key) != theirs.get(key)]
    if not differing:
        return Loaded(stored, "sans changement")
    shown = ", ".join(differing[:5]) + (", …" if len(differing) > 5 else "")
    raise Refused(
        Problem(
            "published",
            f"{stored.kind_label} {stored.code} : cette version est publiée et le fichier en diffère "
            f"({shown}). Une version publiée ne change plus : donnez au fichier un autre code et une "
            "autre date d’effet.",
        )
    )
