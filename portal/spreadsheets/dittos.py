"""Ditto marks: cells that say « the same as above »."""

from portal.spreadsheets.sheets import Value

DITTOS = {
    "idem",
    "id",
    "id.",
    "ibid",
    "ditto",
    '"',
    "''",
    "\u2019\u2019",
    "\u201d",
    "\u00bb",
    "\u3003",
    "-\u201d-",
    '-"-',
}


def is_ditto(value: Value) -> bool:
    return isinstance(value, str) and " ".join(value.split()).lower() in DITTOS
