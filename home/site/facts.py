"""Facts about the label, with their sources and marks; only those that may be published leave this module."""

from datetime import date
from pathlib import Path

from home.texts import typeset
from portal.core.data_files import read_data
from portal.ui import words

FILE = Path(__file__).parents[1] / "data" / "facts.yaml"
PUBLIC, UNSAID = "publiable", "commanditaire"


def everything():
    """Every fact, marks included: for tests that look for what must not be published."""
    return read_data(FILE)


def published(shelf):
    """Publishable facts of a shelf, in file order."""
    return [row for row in everything()[shelf] if row.get("usage") == PUBLIC]


def fact(shelf, key):
    """The text of one fact; KeyError when it may not be published."""
    return {row["id"]: typeset(row["texte"]) for row in published(shelf)}[key]


def source(row):
    """Its source, for a discreet line; the owner's own brief has no address."""
    return ", ".join(name for name in row["source"] if name != UNSAID)


def when(row):
    """« 25 janvier 2016 », « juin 2017 », « 2021 et 2022 », « 2003 » from the file's date."""
    year, *rest = str(row["date"]).split("-")
    if len(rest) == 2:
        return words.day(date.fromisoformat(row["date"]))
    if rest and len(rest[0]) == 4:
        return f"{year} et {rest[0]}"
    return " ".join((*(words.MONTHS[int(m) - 1] for m in rest), year))
