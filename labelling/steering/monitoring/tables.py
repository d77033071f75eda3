"""Cells of the table of the scheme as HTML: hundreds a page, each a value, its link, its badge."""

from datetime import date
from html import escape

from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.http import urlencode
from django.utils.safestring import mark_safe

from portal.ui import icons, words
from portal.ui.marks import badge
from portal.web.submissions.once import new_key

EMPTY = '<span class="muted">–</span>'
MARK = ' <span class="small muted">repris</span>'
PENCIL = icons.svg("pencil")
LONGEST = 60  # characters of a text; its link leads to the whole


def lines(rows, columns, *, by, back, is_linked):
    """[(the organism's slug, its name, its cells)] of the rows of a page, whose changes lead `by` back to `back`.

    Who reads the page of an organism may choose it, for an act on several.
    """
    return [
        (row["slug"], _head(row, is_linked), _cells(row, columns, by, back, is_linked))
        for row in rows
    ]


def _cells(row, columns, by, back, is_linked):
    told = [_cell(column, row, by, back) for column in columns]
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


def _cell(column, row, by, back):
    """As plain text, escaped here: what is safe is said once a row, not at each addition."""
    value = column.value(row)
    opened = _opened(column.title, column.is_numeric)
    change = column.change and column.change(row, by)
    act = _change(change, f"{column.code}-{row['slug']}", row["name"], back) if change else ""
    if value is None:
        return f"{opened}{EMPTY}{act}</td>"
    told = _look(column, row, value) or _in_words(value)
    if address := column.address and column.address(row):
        told = f'<a href="{escape(address)}">{told}</a>'
    if note := column.note and column.note(row):
        note = escape(note)
        told = f'{told} <span class="small muted" title="{note}">{note}</span>'
    return f"{opened}{told}{act}</td>"


def _change(change, key, name, back):
    """A link to the page of the form, or a button of the form « acte »; one comes back to this very cell."""
    address = escape(f"{change.address}?{urlencode({'retour': f'{back}#{key}'})}")
    label, whose = escape(change.label), f'<span class="sr">, {escape(name)}</span>'
    if change.is_act:
        return (
            f' <button class="change" id="{key}" form="acte" formaction="{address}" name="once"'
            f' value="{new_key()}">{label}{whose}</button>'
        )
    return (
        f' <a class="change" id="{key}" href="{address}" title="{label}" data-in-place>{PENCIL}'
        f'<span class="sr">{label}</span>{whose}</a>'
    )


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
