"""File of a table handed back: of which list it is, when it was written, its titles and its rows."""

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import Http404, QueryDict
from django.urls import NoReverseMatch, reverse

from portal.core import clock
from portal.exports import tables
from portal.exports.columns import told
from portal.spreadsheets.reading import read
from portal.ui import words
from portal.workflow import Problem, Refused

LEGEND, ADDRESS, WRITTEN_AT = "Légende", "Adresse", "Établi le"
MOMENT = re.compile(r"(\d+)(?:er)? (\S+) (\d{4}), (\d+) h(?: (\d+))?")
NAMED = re.compile(r"(?P<list>.+)-(?P<day>\d{4}-\d\d-\d\d)\D.*")  # « suivi-2026-11-28 (1).csv »
ISO, MIDNIGHT = re.compile(r"(\d{4})-(\d\d)-(\d\d)"), re.compile(r" 0?0:00(:00)?$")
FIGURE = re.compile(r"(-?\d+),(\d*?)0*")
NOT_OURS = (
    "Ce fichier ne dit pas de quelle liste du portail il vient. Gardez la feuille «\u00a0Légende\u00a0» d’un classeur,"
    " et le nom que le portail a donné à un CSV\u00a0; ou ouvrez cette page depuis la liste elle-même."
)
NOT_READ_AGAIN = "Cette liste ne se relit pas\u00a0: ses lignes se changent chacune par sa page."
NOT_SEEN = "La liste de ce fichier n’est pas, ou plus, dans votre espace."


@dataclass
class HandedBack:
    """`rows` are cells as they were read, of a CSV without types; `has_filters`: those of the list are known."""

    seen: tables.FilteredList
    at: datetime | None
    titles: list
    rows: list
    is_csv: bool
    has_filters: bool

    def texts(self, cells, places):
        """{column: text}, by the place of each column."""
        return {code: self._text(cells[n]) if n < len(cells) else "" for code, n in places.items()}

    def _text(self, value):
        return told(_as_exported(value) if self.is_csv and isinstance(value, str) else value)


def read_back(content, user, *, name="", address=""):
    """Refused when it is of no list of ours, Unreadable when it is no table.

    A workbook says its list; a CSV has its name, the `address` of the list from which it is handed back, its titles.
    """
    book = read(content)
    legend = _legend_of(book)
    sheet = next((one for one in book.sheets if one.name != LEGEND and one.rows), None)
    head, *rows = [row.cells for row in sheet.rows] if sheet else [()]
    titles = [told(value) for value in head]
    where, at = str(legend.get(ADDRESS, "")), _moment(str(legend.get(WRITTEN_AT, "")))
    if not where:
        where, at = _named(name, address, titles, user)
    where = where or address or _titled(titles, user)
    if not where:
        raise Refused(Problem("not_ours", NOT_OURS))
    has_filters = bool(legend.get(ADDRESS)) or where == address
    return HandedBack(find_again(where, user), at, titles, rows, book.kind == "csv", has_filters)


def is_of_here(book):
    """Whether this portal wrote it: corrected, it is handed back on its own page."""
    return str(_legend_of(book).get(ADDRESS, "")).startswith(f"{settings.PORTAL_ADDRESS}/")


def _legend_of(book):
    rows = [row for sheet in book.sheets if sheet.name == LEGEND for row in sheet.rows]
    return {row.cells[0]: row.cells[1] for row in rows if len(row.cells) > 1}


def find_again(address, user):
    """The list of an address, as this person sees it now."""
    try:
        parts = urlsplit(address)
        seen = tables.find_list(parts.path, QueryDict(parts.query))
        if seen.table.again is not None:
            seen.rows(user)
    except (Http404, Refused, ValueError):
        raise Refused(Problem("not_seen", NOT_SEEN)) from None
    if seen.table.again is None:
        raise Refused(Problem("not_read_again", NOT_READ_AGAIN))
    return seen


def _moment(text):
    found = MOMENT.fullmatch(text.replace("\u00a0", " "))
    if not found or found[2] not in words.MONTHS:
        return None
    month, hour = words.MONTHS.index(found[2]) + 1, (int(found[4]), int(found[5] or 0))
    try:  # of an hour that October repeats, the first: nothing written since goes unseen
        return clock.aware(datetime(int(found[3]), month, int(found[1]), *hour)).replace(fold=0)
    except ValueError:
        return None


def _named(name, address, titles, user):
    """(address, morning of its day) of a file that kept its name (`FilteredList.file_name`).

    The address of the same list with filters comes first.
    """
    found = NAMED.fullmatch(name)
    if found is None:
        return "", None
    known = [
        one for one in tables.TABLES.values() if f"{found['list']}-".startswith(f"{one.code}-")
    ]
    table = max(known, key=lambda one: len(one.code), default=None)
    if table is None:
        return "", None
    if table.again is None:
        raise Refused(Problem("not_read_again", NOT_READ_AGAIN))
    given = found["list"][len(table.code) + 1 :]
    where = _page_of(table, *filter(None, [given]))
    if where and address.partition("?")[0] == where:
        where = address
    elif where:
        where = _with_columns(where, table, titles, user)
    try:
        day = datetime.fromisoformat(found["day"])
    except ValueError:
        return where, None
    return where, clock.aware(day)


def _titled(titles, user):
    """The address of the list, one alone of its kind, that has exactly these titles."""
    said = {title.casefold() for title in titles if title}
    for table in tables.TABLES.values():
        where = _page_of(table) if table.again else ""
        if not where:
            continue
        where = _with_columns(where, table, titles, user)
        columns = table.columns_for(user, QueryDict(urlsplit(where).query))
        if {column.title.casefold() for column in columns} == said:
            return where
    return ""


def _page_of(table, *given):
    try:
        return reverse(table.again.url, args=given)
    except NoReverseMatch:
        return ""


def _with_columns(where, table, titles, user):
    """Where people choose the columns of a list, those of the file."""
    query = table.again.query(user, titles) if table.again.query else {}
    return f"{where}?{urlencode(query)}" if query else where


def _as_exported(text):
    """A cell of a CSV as the export wrote it, whichever spreadsheet kept it since."""
    text = text.strip()
    if day := ISO.fullmatch(text):
        return f"{day[3]}/{day[2]}/{day[1]}"
    if figure := FIGURE.fullmatch(text):
        return f"{figure[1]},{figure[2]}".rstrip(",")
    return MIDNIGHT.sub("", text) if text[2:3] == text[5:6] == "/" else text
