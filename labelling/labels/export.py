"""Export of the directory as files: open data columns, as CSV or JSON (BR-71)."""

import itertools
import json
from datetime import date

from labelling.labels import opendata
from portal.core import clock
from portal.core.csv_sheets import PIECE, pieces


def table(entries):
    """The CSV of the directory, in pieces."""
    columns = opendata.COLUMNS
    lines = ([column.read(entry) for column in columns] for entry in entries)
    return pieces([column.name for column in columns], lines)


def document(entries, schema_url):
    """The JSON of the directory, in pieces: the same rows, what they are and when they were true."""
    told = {
        "version": opendata.VERSION,
        "licence": opendata.LICENCE,
        "schema": schema_url,
        "at": clock.now().isoformat(timespec="seconds"),
    }
    yield _json(told)[:-1] + ', "rows": ['
    before = ""
    for some in itertools.batched(entries, PIECE):
        yield before + ", ".join(_json(_row(entry)) for entry in some)
        before = ", "
    yield "]}"


def _row(entry):
    return {column.name: column.read(entry) for column in opendata.COLUMNS}


_json = json.JSONEncoder(ensure_ascii=False, default=date.isoformat).encode
