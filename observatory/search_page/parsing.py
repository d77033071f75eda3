"""State of a search, parsed from a query string and written back: same state, same URL."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.urls import reverse

from observatory.search.facets import FACETS
from observatory.search.ports import RECENT, RELEVANCE, SORTS, Question

LONGEST = 200  # characters of a text
LONGEST_VALUE = 80
VALUES = 10  # of one facet at once
LAST_PAGE = 100
SIZE = 20
PICKED = 50  # practices of a selection, which the address keeps from page to page
SLUG = re.compile(r"[-\w]{1,140}", re.ASCII)
OPEN = ("mot", "annee")  # facets whose values are not a closed list


@dataclass(frozen=True)
class State:
    """`page` is 0 for a page that cannot exist."""

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = ""
    picked: tuple[str, ...] = ()
    page: int = 1
    is_too_long: bool = False

    @property
    def order(self):
        """The order asked for, else by relevance with a text, by date without."""
        return self.sort or (RELEVANCE if self.text else RECENT)

    @property
    def count(self):
        """Number of active filters."""
        return sum(len(values) for values in self.chosen.values())

    @property
    def pairs(self):
        """Query parameters in one order: text, facets, sort, selection, page."""
        found = [("q", self.text)] if self.text else []
        found += [(name, v) for name in FACETS for v in self.chosen.get(name, ())]
        if self.sort:
            found.append(("tri", self.sort))
        found += [("fiche", slug) for slug in self.picked]
        return found + ([("page", self.page)] if self.page != 1 else [])

    @property
    def query(self):
        return urlencode(self.pairs)

    def url(self, name="list"):
        return reverse(f"observatory:{name}") + (f"?{self.query}" if self.pairs else "")

    def without(self, facet, value=None):
        """Without one value of a facet, or all of them; back to the first page."""
        left = {name: values for name, values in self.chosen.items() if name != facet}
        kept = tuple(v for v in self.chosen.get(facet, ()) if value not in (None, v))
        return replace(self, chosen=left | ({facet: kept} if kept else {}), page=1)

    def with_value(self, facet, value):
        values = tuple(sorted({*self.chosen.get(facet, ()), value}))
        return replace(self, chosen={**self.chosen, facet: values}, page=1)

    def but(self, **changes):
        return replace(self, **{"page": 1} | changes)

    def question(self, **changes):
        asked = {"text": self.text, "chosen": self.chosen, "sort": self.order}
        return Question(**asked | {"page": max(self.page, 1), "size": SIZE} | changes)


def read(query, labels):
    """State of a query string, without a selection. Unknown values are dropped; never fails."""
    text = clean(query.get("q", ""))
    chosen = {name: _values(query.getlist(name), name, labels) for name in FACETS}
    sort = query.get("tri", "")
    state = State(
        text=text[:LONGEST],
        chosen={name: values for name, values in chosen.items() if values},
        sort=sort if sort in SORTS else "",
        page=_page(query.get("page", "")),
        is_too_long=len(text) > LONGEST,
    )
    bare = replace(state, sort="")
    is_usual = state.sort == bare.order or (state.sort == RELEVANCE and not state.text)
    return bare if is_usual else state


def read_picked(query):
    """Slugs of the selection, in the order of the address; whether they are public is asked when it is read."""
    given = dict.fromkeys(query.getlist("fiche"))
    return tuple(slug for slug in given if SLUG.fullmatch(slug))[:PICKED]


def clean(text):
    """Without control characters, lone surrogates, direction marks and repeated blanks."""
    kept = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in text)
    return " ".join(kept.split())


def _values(given, facet, labels):
    found = dict.fromkeys(clean(one) for one in given[: 10 * VALUES] if len(one) <= LONGEST_VALUE)
    return tuple(sorted([one for one in found if one and labels.of(facet, one)][:VALUES]))


def _page(given):
    """1 when it is not a number, 0 when too large."""
    if not (given.isascii() and given.isdecimal()):
        return 1
    number = int(given) if len(given) < 5 else LAST_PAGE + 1
    return 0 if number > LAST_PAGE else max(number, 1)
