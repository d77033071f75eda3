"""CSV files that a French spreadsheet opens by a double click, without formula injection (BR-71)."""

import csv
import itertools
from datetime import date
from io import StringIO

PIECE = 250  # lines
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def safe(value):
    """A text that starts like a formula gets an apostrophe before it."""
    text = str(value)
    return f"'{text}" if text.startswith(DANGEROUS) else text


def as_typed(text):
    """The text that `safe` was given."""
    return text[1:] if text.startswith("'") and text[1:].startswith(DANGEROUS) else text


def written(value):
    """How a value is written in a CSV: nothing for None, true or false, a day in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else safe(value)


def sheet(head, lines):
    """UTF-8 with BOM and semicolons: what a French spreadsheet opens by a double click."""
    return "".join(pieces(head, lines))


def pieces(head, lines, written=written):
    """The same, a few hundred lines at a time: a file is sent as it is written.

    `written(value)` is how a value is written, where the file is for people rather than for programs.
    """
    yield "\ufeff" + _written([head])
    for some in itertools.batched(lines, PIECE):
        yield _written([written(value) for value in line] for line in some)


def _written(lines):
    out = StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(lines)
    return out.getvalue()
