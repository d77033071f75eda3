"""Tables of the page of the map: columns of each, rows written at once (a hundred cost a template too much)."""

from django.utils.html import format_html, format_html_join

from labelling.steering.process_map.listing import (
    DEVIATIONS,
    PASSAGES,
    PATHS,
    REWORK,
    STATES,
    WAITS,
)
from portal.ui import words
from portal.ui.marks import badge

HIDDEN, NOTHING = "masqué", "–"


def _number(name):
    def told(line):
        value = getattr(line, name)
        return HIDDEN if line.is_hidden or value is None else words.number(value)

    return told


def _days(name):
    def told(line):
        value = getattr(line, name)
        return NOTHING if value is None else f"{words.number(value)}\u00a0j"

    return told


def _word(name):
    return lambda line: getattr(line, name)


HAND = ("La main est à", _word("hand"), False)
TIMES, CASES = ("Fois", _number("volume"), True), ("Cas", _number("cases"), True)
MEDIAN = ("Durée médiane", _days("median"), True)
P90 = ("90e centile", _days("p90"), True)
COLUMNS = {
    STATES: ("État", HAND, CASES, ("Aujourd’hui", _number("now"), True), MEDIAN, P90),
    PASSAGES: (
        "Acte",
        ("De", _word("source"), False),
        ("Vers", _word("target"), False),
        TIMES,
        CASES,
        MEDIAN,
        P90,
    ),
    PATHS: ("Chemin", CASES, MEDIAN),
    REWORK: ("Acte", TIMES, CASES),
    WAITS: (
        "Ce que l’on attend",
        ("Qui, ou quoi", _word("hand"), False),
        ("Jours en tout", _number("days"), True),
    ),
    DEVIATIONS: (
        "Écart",
        ("Étape", _word("target"), False),
        CASES,
        ("Avec dérogation", _number("waived"), True),
    ),
}


def heads(part):
    """[(title, whether its cells are numbers)] of a table."""
    first, *others = COLUMNS[part]
    return [(first, False), *((title, is_number) for title, _, is_number in others)]


def body(part, lines, link):
    """The rows of a table; `link(**query)` gives the address of the cases of one, None opens nothing."""
    columns = COLUMNS[part][1:]
    return format_html_join("", "{}", ((_row(line, columns, link),) for line in lines))


def _row(line, columns, link):
    named = line.name
    if line.query and link:
        named = format_html('<a href="{}">{}</a>', link(**dict(line.query)), line.name)
    cells = format_html_join(
        "",
        '<td data-label="{}"{}>{}</td>',
        ((title, NUMBERS if is_number else "", value(line)) for title, value, is_number in columns),
    )
    mark = REWORK_MARK if line.is_rework else ""
    return format_html('<tr><th scope="row">{} {}</th>{}</tr>', named, mark, cells)


NUMBERS = format_html(' class="{}"', "num")
REWORK_MARK = badge("Reprise", "warn", "turn")
