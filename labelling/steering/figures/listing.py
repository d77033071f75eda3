"""Rows of the dictionary and of the cases behind a figure: what a person reads of them."""

from dataclasses import dataclass

from django.http import Http404

from labelling.parties.organisms.models import Organism
from labelling.steering.figures.dictionary import FAMILIES
from labelling.steering.figures.forms import AskedForm
from labelling.steering.figures.reading import Reading, model_of
from labelling.steering.figures.rules import may_read, readable, reader
from portal.core.read_once import reading_once
from portal.figures import Measure, all_figures, figure
from portal.ui import words
from portal.web.pages import only

NOTHING, UNCOUNTED = "aucun cas", "non compté"


@dataclass(frozen=True)
class CaseRow:
    thing: str
    url: str
    organism: str
    day: object
    amount: object


def families(user):
    """{code: [figure]} that `user` reads, in the order of the dictionary."""
    told = readable(user, all_figures())
    found = {code: [one for one in told if one.family == code] for code in FAMILIES}
    return {code: figures for code, figures in found.items() if figures}


def dictionary(user, query):
    """[Reading] of today, of every figure that `user` reads."""
    only(reader, user)
    return [Reading(user, one, {}) for told in families(user).values() for one in told]


def told_now(readings, *_):
    """The same with their values read together: what several figures read is read once."""
    with reading_once():
        for one in readings:
            one.value  # noqa: B018 -- kept by the reading
    return readings


def reading(user, query, code):
    """The Reading that an address asks for; a figure that is not there and one of others are the same 404."""
    only(reader, user)
    try:
        found = figure(code)
    except KeyError:
        raise Http404 from None
    if not may_read(user, found):
        raise Http404
    return Reading(user, found, query)


def cases(user, query, code):
    """[(Reading, Case)] that `user` sees, the latest first."""
    read = reading(user, query, code)
    told = sorted(read.visible_cases, key=lambda one: (str(one.day or ""), one.thing), reverse=True)
    return [(read, one) for one in told]


def lines(pairs, *_):
    """[CaseRow] of some of them: their things and their organisms, a query each."""
    if not pairs:
        return []
    figure = pairs[0][0].figure
    rows = model_of(figure).objects.all()
    rows = rows.select_related(*figure.related) if figure.related else rows
    things = rows.in_bulk({case.thing for _, case in pairs})
    organisms = Organism.objects.filter(pk__in={case.organism for _, case in pairs} - {None})
    names = dict(organisms.order_by().values_list("pk", "name"))
    return [
        CaseRow(
            _case_text(figure, things[case.thing], case),
            figure.page(things[case.thing]),
            names.get(case.organism, ""),
            case.day,
            amount(figure, case.amount),
        )
        for _, case in pairs
    ]


def _case_text(figure, thing, case):
    told = figure.tell(thing)
    return f"{told}, {case.part}" if case.part else told


def amount(figure, value):
    """What a case counts for: nothing to say of one among others, « oui » in a share, else a number."""
    if figure.measure == Measure.COUNT:
        return None
    if figure.measure == Measure.SHARE:
        return "oui" if value else "non"
    return value


def untold(figure):
    """What is said where there is no number: nothing was there, or nobody counted."""
    return UNCOUNTED if figure.since else NOTHING


def format_value(value, figure):
    """« 63,4 % », « 12 480 »."""
    unit = figure.unit
    if value is None:
        return untold(figure)
    return f"{words.number(value)}\u00a0%" if unit == "%" else words.number(value)


def asked_form(user, query, code):
    return AskedForm(query, figure=figure(code))
