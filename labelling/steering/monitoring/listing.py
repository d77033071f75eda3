"""Rows of the table of the scheme: what its address asks for, read, filtered, sorted and paginated."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from labelling.steering.monitoring.columns import ORGANISM
from labelling.steering.monitoring.facts import OF_ORGANISM, load_organisms
from labelling.steering.monitoring.filters import FilterForm
from labelling.steering.monitoring.registry import SchemeColumn, offered
from labelling.steering.monitoring.rules import organisms
from labelling.steering.monitoring.sorting import sorted_by
from portal.access.models import User
from portal.web.pagination import Paginator

SIZES = (50, 100, 200)
VIEW = re.compile(r"[\w-]{1,20}")


def _address(name, words):
    return f"{reverse(f'labelling:{name}')}?{urlencode(words)}"


@dataclass(frozen=True)
class Asked:
    """What an address asks of the table: filters, order, columns, size; what is not understood is left out."""

    user: User
    query: dict  # of the address: a QueryDict, or any dict of texts

    @cached_property
    def form(self):
        return FilterForm(self.query, by=self.user, auto_id="filtre_%s")

    @cached_property
    def columns(self) -> list[SchemeColumn]:
        """Those chosen, in their order; else those shown to who has chosen none. The organism stands before them."""
        known = offered(self.user)
        codes = dict.fromkeys(self.query.get("colonnes", "").split(","))
        chosen = [known[code] for code in codes if code in known]
        return chosen or [column for column in known.values() if column.is_shown]

    @cached_property
    def order(self):
        """(column, whether from the last one), by name unless asked otherwise."""
        asked = self.query.get("tri", "")
        known = {ORGANISM.code: ORGANISM} | offered(self.user)
        column = known.get(asked.removeprefix("-"))
        return (column or ORGANISM, column is not None and asked.startswith("-"))

    @cached_property
    def size(self):
        asked = self.query.get("lignes", "")
        return next((size for size in SIZES if str(size) == asked), SIZES[0])

    @cached_property
    def words(self):
        """{parameter: text} that give the same table again: no page, nothing that is so anyway."""
        column, is_last_first = self.order
        said = dict(self.form.asked)
        if (column, is_last_first) != (ORGANISM, False):
            said["tri"] = f"{'-' if is_last_first else ''}{column.code}"
        codes = [column.code for column in self.columns]
        if codes != [code for code, column in offered(self.user).items() if column.is_shown]:
            said["colonnes"] = ",".join(codes)
        if self.size != SIZES[0]:
            said["lignes"] = str(self.size)
        return said

    @property
    def text(self):
        return urlencode(self.words)

    @cached_property
    def view(self):
        """The code of the view that the table came from, or ""."""
        asked = self.query.get("vue", "")
        return asked if VIEW.fullmatch(asked) else ""

    @property
    def query_kept(self):
        """The words of the address that its links keep."""
        return QueryDict(urlencode(self.words | ({"vue": self.view} if self.view else {})))

    def address(self, changes=(), name="scheme_table"):
        """The address of the same table with these words changed; an empty one goes."""
        said = self.query_kept.dict() | dict(changes)
        return _address(name, {key: value for key, value in said.items() if value})

    @property
    def columns_url(self):
        return self.address(name="scheme_columns")

    @property
    def keep_url(self):
        return _address("scheme_view_new", self.words)

    @staticmethod
    def with_view(code, query):
        """The table of a view."""
        return _address("scheme_table", query | {"vue": code})

    def keys(self):
        """Of the organisms, filtered and sorted: a queryset of them by name, else a list."""
        column, is_last_first = self.order
        rows = self.form.narrow(organisms(self.user))
        if column is not ORGANISM:
            named = rows.order_by().values_list("pk", "name")
            return sorted_by(named, column.sort(), is_last_first=is_last_first)
        sign = "-" if is_last_first else ""
        return rows.order_by(f"{sign}name__french", f"{sign}pk").values_list("pk", flat=True)

    def page(self):
        """The page of the rows that its address asks for, each with its facts."""
        page = Paginator(self.keys(), self.size).get_page(self.query.get("page"))
        page.object_list = self.with_facts(page.object_list)
        return page

    def with_facts(self, keys):
        """Rows of these organisms, with what their columns tell: one query a kind of thing, whatever their number."""
        keys = list(keys)
        loaders = {name: give for one in self.columns for name, give in one.facts.items()}
        found = {name: give(keys) for name, give in loaders.items()}
        own = found.get("contact") or load_organisms(keys)
        rows = ({name: own[key][name] for name in OF_ORGANISM} for key in keys if key in own)
        return [row | {name: by.get(row["pk"]) for name, by in found.items()} for row in rows]
