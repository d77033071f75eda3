"""Cells of the table of the scheme as HTML: hundreds a page, each a value, its link, its badge."""

from datetime import date
from html import escape

from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

from portal.ui import words
from portal.ui.marks import badge

EMPTY = '<span class="muted">–</span>'
MARK = ' <span class="small muted">repris</span>'
LONGEST = 60  # characters of a text; its link leads to the whole


def lines(rows, columns, *, is_linked):
    """[(the organism, its cells)] of the rows of a page; who reads its page may choose it, for an act on several."""
    return [(_head(row, is_linked), _cells(row, columns, is_linked)) for row in rows]


def _cells(row, columns, is_linked):
    told = [_cell(column, row) for column in columns]
    return mark_safe("".join([_choice(row), *told] if is_linked else told))  # noqa: S308 -- escaped


def _head(row, is_linked):
    name = escape(row["name"])
    if is_linked:
        name = f'<a href="{escape(reverse("labelling:organism_detail", args=[row["slug"]]))}">{name}</a>'
    return mark_safe(f"{name}{MARK if row['taken_over_on'] else ''}")  # noqa: S308 -- escaped


def _choice(row):
    return (
        f'<td data-label="Choisir"><input type="checkbox" name="organism" form="choisis"'
        f' value="{escape(row["slug"])}" aria-label="Choisir {escape(row["name"])}"></td>'
    )


def _cell(column, row):
    """As plain text, escaped here: what is safe is said once a row, not at each addition."""
    value = column.value(row)
    opened = _opened(column.title, column.is_numeric)
    if value is None:
        return f"{opened}{EMPTY}</td>"
    told = _look(column, row, value) or _in_words(value)
    if address := column.address and column.address(row):
        told = f'<a href="{escape(address)}">{told}</a>'
    if note := column.note and column.note(row):
        told = f'{told} <span class="small muted">{escape(note)}</span>'
    return f"{opened}{told}</td>"


def _look(column, row, value):
    look = column.look and column.look(row)
    return badge(value, *look) if look else ""


def _in_words(value):
    if isinstance(value, date):
        return format_html(
            '<time datetime="{}">{}</time>', value.isoformat(), words.day(value, short=True)
        )
    if isinstance(value, int):
        return conditional_escape(words.number(value))
    return conditional_escape(value if len(value) <= LONGEST else f"{value[:LONGEST].rstrip()}…")


def _opened(title, is_numeric):
    kind = mark_safe(' class="num"') if is_numeric else ""
    return format_html('<td{} data-label="{}">', kind, title)
