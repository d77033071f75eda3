"""Tables as files: the columns of the open data alone, and nothing that a spreadsheet would run (BR-71)."""

import csv
from datetime import date
from io import StringIO

from labelling.labels import opendata
from portal import clock

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def safe(value):
    """A text that starts like a formula gets an apostrophe before it."""
    text = str(value)
    return f"'{text}" if text.startswith(DANGEROUS) else text


def written(value):
    """How a value is written in a CSV: nothing for None, true or false, a day in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else safe(value)


def sheet(head, lines):
    """UTF-8 with BOM and semicolons: what a French spreadsheet opens by a double click."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([written(value) for value in line] for line in lines)
    return "\ufeff" + out.getvalue()


def table(entries):
    """The CSV of the directory."""
    columns = opendata.COLUMNS
    return sheet(
        [column.name for column in columns],
        ([column.read(entry) for column in columns] for entry in entries),
    )


def document(entries, schema_url):
    """The JSON of the directory: the same rows, with what they are and when they were true."""
    return {
        "version": opendata.VERSION,
        "licence": opendata.LICENCE,
        "schema": schema_url,
        "at": clock.now().isoformat(timespec="seconds"),
        "rows": [
            {column.name: column.read(entry) for column in opendata.COLUMNS} for entry in entries
        ],
    }
