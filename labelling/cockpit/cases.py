"""Cases behind the numbers of the cockpit: who, since when or until when, and where to act."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse


@dataclass(frozen=True)
class Found:
    """A case: an organism, what is said of it, a day and the page where one acts."""

    name: str
    url: str
    said: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Listed:
    """The cases of a number: its name, what it counts, its rows."""

    title: str
    meaning: str
    rows: tuple
    day_label: str = "Date"


def about(facts, organism, said="", day=None, *, url="", name="organism_detail"):
    """A case of an organism in activity, or None."""
    one = facts.organisms.get(organism)
    if one is None:
        return None
    return Found(one.name, url or page(name, one.slug), said, day)


def page(name, key):
    return reverse(f"labelling:{name}", args=[key])


def kept(rows):
    return tuple(one for one in rows if one is not None)
