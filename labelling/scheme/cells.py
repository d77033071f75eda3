"""Cells of the table of the scheme as HTML: hundreds a page, each a value, its link, its badge."""

from datetime import date
from functools import lru_cache

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

from labelling.scheme.addresses import page
from portal.ui import words
from portal.ui.marks import badge

CLOSED = mark_safe("</td>")
EMPTY = mark_safe('<span class="muted">–</span></td>')
MARK = mark_safe('<br><span class="small muted">repris</span>')
LONGEST = 60  # characters of a text; its link leads to the whole


def lines(rows, columns, *, is_linked):
    """[(the organism, its cells)] of the rows of a page; who reads its page may choose it, for an act on several."""
    return [(_head(row, is_linked), _cells(row, columns, is_linked)) for row in rows]


def _cells(row, columns, is_linked):
    told = [_cell(column, row) for column in columns]
    return mark_safe("".join([_choice(row), *told] if is_linked else told))  # noqa: S308 -- escaped


def _head(row, is_linked):
    name = conditional_escape(row["name"])
    if is_linked:
        name = format_html('<a href="{}">{}</a>', page("organism_detail", row["slug"]), name)
    return format_html("{}{}", name, MARK if row["taken_over_on"] else "")


def _choice(row):
    return format_html(
        '<td data-label="Choisir"><input type="checkbox" name="organism" form="choisis" value="{}"'
        ' aria-label="Choisir {}"></td>',
        row["slug"],
        row["name"],
    )


def _cell(column, row):
    value = column.value(row)
    opened = _opened(column.title, column.is_numeric)
    if value is None:
        return opened + EMPTY
    told = _look(column, row, value) or _in_words(value)
    if address := column.address and column.address(row):
        told = format_html('<a href="{}">{}</a>', address, told)
    if note := column.note and column.note(row):
        told = format_html('{}<br><span class="small muted">{}</span>', told, note)
    return opened + told + CLOSED


def _look(column, row, value):
    look = column.look and column.look(row)
    return badge(value, *look) if look else ""


@lru_cache(maxsize=4_000)
def _in_words(value):
    if isinstance(value, date):
        return format_html(
            '<time datetime="{}">{}</time>', value.isoformat(), words.day(value, short=True)
        )
    if isinstance(value, int):
        return conditional_escape(words.number(value))
    return conditional_escape(value if len(value) <= LONGEST else f"{value[:LONGEST].rstrip()}…")


@lru_cache(maxsize=100)
def _opened(title, is_numeric):
    kind = mark_safe(' class="num"') if is_numeric else ""
    return format_html('<td{} data-label="{}">', kind, title)
