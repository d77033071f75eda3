"""Writing of an exported table in one of its three formats, as its rows are read."""

from datetime import date, datetime
from decimal import Decimal
from functools import partial

from django.conf import settings

from portal.core import clock
from portal.core.csv_sheets import pieces, written
from portal.exports import ods
from portal.exports.columns import text
from portal.ui import words


def legend(seen, user, *, at, many):
    """[(label, value)]: what tells, years later, what the file held."""
    filters = seen.filters(user)
    return [
        ("Liste", text(seen.table.title)),
        ("Adresse", f"{settings.PORTAL_ADDRESS}{seen.address}"),
        ("Établi le", words.moment(at)),
        ("Par", text(str(user))),
        *((f"Filtre\u00a0: {label}", text(said)) for label, said in filters),
        *([] if filters else [("Filtres", "aucun")]),
        ("Lignes", many),
    ]


CSV, XLSX, ODS = "csv", "xlsx", "ods"
MEDIA_TYPES = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ODS: ods.MEDIA_TYPE,
    CSV: "text/csv; charset=utf-8",
}
EVERY = 500  # rows between two words of progress


def write(out, extension, seen, user, rows, *, progress=None):
    """Write the rows to a binary file; how many they are. `progress(n)` is told, and may raise to stop."""
    lines = seen.lines(user, rows)
    lines = _counted(lines, progress) if progress else lines
    said = partial(_legend, seen, user, clock.now())
    return _writer(extension)(out, seen.table.title, seen.titles(user), lines, said)


def _legend(seen, user, at, many):
    return legend(seen, user, at=at, many=many)


def _writer(extension):
    if extension == XLSX:
        from portal.exports import xlsx  # noqa: PLC0415 -- openpyxl is heavy

        return xlsx.write
    return ods.write if extension == ODS else _write_csv


def _counted(lines, progress):
    for n, line in enumerate(lines):
        if n % EVERY == 0:
            progress(n)
        yield line


def _write_csv(out, _title, head, lines, _legend):
    """Without a legend: its name says the list and the day, its address was the reader's."""
    many = 0

    def counting():
        nonlocal many
        for line in lines:
            many += 1
            yield line

    for piece in pieces(head, counting(), _french):
        out.write(piece.encode())
    return many


def _french(value):
    """A day, an instant and a number as a French spreadsheet reads them; the rest is safe already."""
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float | Decimal):
        return str(value).replace(".", ",")
    return value if isinstance(value, str | int) else written(value)
