"""Spreadsheet of the rules: a sheet a part, from a content; a blank one keeps the titles and the settings."""

from copy import deepcopy
from functools import partial
from io import BytesIO
from types import SimpleNamespace

from django.conf import settings

from labelling.parties.framework.drafts.files.columns import FIELD, VALUE, columns_of, places_of
from labelling.parties.framework.drafts.parts import parts_of
from portal.core import clock
from portal.exports import ods, writing
from portal.exports.columns import cell, text
from portal.ui import words

FORMATS = (writing.XLSX, writing.ODS)
HOW = (
    "Une feuille par partie, une règle par ligne. Les titres des colonnes comptent, leur ordre non. "
    "Une ligne retirée du fichier est retirée du projet\u00a0; "
    "une feuille retirée du fichier laisse sa partie comme elle est."
)


def write(draft, extension, *, is_blank=False, by=""):
    """The bytes of the file; `draft` has a kind, a code, a title and a content."""
    if extension == writing.XLSX:
        from portal.exports import xlsx as writer  # noqa: PLC0415 -- openpyxl is heavy
    else:
        writer = ods
    out = BytesIO()
    sheets = [_sheet(part, draft, is_blank) for part in parts_of(draft.kind)]
    writer.write_sheets(out, sheets, partial(_legend, draft, by))
    return out.getvalue()


def of_version(version, kind, content):
    """A published version, as `write` asks for it."""
    return SimpleNamespace(
        kind=kind,
        code=version.code,
        title=version.title,
        content=content,
        get_absolute_url=version.get_absolute_url,
    )


def file_name(draft, extension, *, is_blank=False):
    """« REG-2027.1-2026-11-28.xlsx »."""
    blank = "vide-" if is_blank else ""
    return f"{draft.code}-{blank}{clock.today():%Y-%m-%d}.{extension}"


def _sheet(part, draft, is_blank):
    columns = columns_of(part, draft)
    if part.groups is None:
        lines = [[cell(one.title), _cell(one, draft.content)] for one in columns]
        return part.label, [FIELD, VALUE], lines
    places = places_of(part)
    groups = {} if is_blank else part.groups(deepcopy(draft.content))
    lines = [
        [
            *(cell(one.show(key)) for one, key in zip(places, group.split("/"), strict=False)),
            *(_cell(one, row) for one in columns),
        ]
        for group, rows in groups.items()
        for row in rows
    ]
    return part.label, [one.title for one in (*places, *columns)], lines


def _cell(column, row):
    value = row.get(column.name)
    return None if value is None else cell(column.show(value))


def _legend(draft, by, many):
    hints = {
        f"{part.label}\u00a0: {one.title}": one.hint
        for part in parts_of(draft.kind)
        for one in (*places_of(part), *columns_of(part, draft))
        if one.hint
    }
    return [
        ("Règles", text(f"{draft.title} ({draft.code})")),
        ("Adresse", f"{settings.PORTAL_ADDRESS}{draft.get_absolute_url()}"),
        ("Établi le", words.moment(clock.now())),
        *([("Par", text(by))] if by else []),
        ("Lignes", many),
        ("Comment remplir", HOW),
        *hints.items(),
    ]
