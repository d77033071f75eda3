"""The directory as a CSV file: a whitelist of columns, and nothing a spreadsheet would run (BR-71)."""

import csv
from io import StringIO

from portal import clock

COLUMNS = {
    "organisme": lambda label: label.organism.name,
    "famille": lambda label: label.organism.family,
    "region": lambda label: label.organism.region_name,
    "departement": lambda label: label.organism.departement,
    "logements": lambda label: label.organism.size_band,
    "etat": lambda label: label.status_on(clock.today()).label,
    "cycle": lambda label: label.cycle,
    "debut": lambda label: label.start_on.isoformat(),
    "fin": lambda label: label.end_on.isoformat(),
}
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def safe(value):
    """A text that starts like a formula gets an apostrophe before it."""
    text = str(value)
    return f"'{text}" if text.startswith(DANGEROUS) else text


def table(rows):
    """UTF-8 with BOM and semicolons: what a French spreadsheet opens by a double click."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([safe(read(label)) for read in COLUMNS.values()] for label in rows)
    return "\ufeff" + out.getvalue()
