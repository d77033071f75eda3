"""Cases behind the numbers of the cockpit: who, since when or until when, and where to act."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse


@dataclass(frozen=True)
class Case:
    """A case: an organism, what is said of it, a day and the page where one acts."""

    name: str
    place: tuple  # (page, reference or slug): its address is written when it is shown
    said: str = ""
    day: date | None = None

    @property
    def url(self):
        return page(*self.place)


@dataclass(frozen=True)
class CaseList:
    """The cases of a number: its name, what it counts, its rows."""

    title: str
    meaning: str
    rows: tuple
    day_label: str = "Date"


def about(facts, organism, said="", day=None, *, at=None, name="organism_detail"):
    """A case of an organism in activity, or None."""
    one = facts.organisms.get(organism)
    if one is None:
        return None
    return Case(one.name, at or (name, one.slug), said, day)


def page(name, key):
    return reverse(f"labelling:{name}", args=[key])


def kept(rows):
    return tuple(one for one in rows if one is not None)
