"""Reading of a figure by a person: its number, by family, region, size and year, small cells hidden (BR-98)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.apps import apps

from labelling import territories
from labelling.parties.organisms.models import Organism
from labelling.steering.figures.forms import AskedForm
from labelling.steering.figures.rules import may_read, sees_small_cells
from labelling.title.labels.directory import listing
from portal.core import clock
from portal.figures import Figure, Period, rounded
from portal.figures.tables import publishable_cells

YEARS = 10


def by_year(figure, last, asked=list):
    """[(year, value, cases)] of the ten years up to `last`; `asked(cases)` gives those that are asked for."""
    years = range(last - YEARS + 1, last + 1)
    together = figure.is_additive and not figure.is_stock
    return list((_together if together else _each)(figure, years, asked))


def _each(figure, years, asked):
    for year in years:
        end = min(date(year, 12, 31), clock.today())
        period = Period.at(end) if figure.is_stock else Period(date(year, 1, 1), end)
        cases = asked(figure.cases(period))
        yield year, figure.number(cases, period), cases


def _together(figure, years, asked):
    """One reading of all the years: a case counts in that of its day."""
    whole = Period(date(years[0], 1, 1), min(date(years[-1], 12, 31), clock.today()))
    cells = defaultdict(list)
    for one in asked(figure.cases(whole)):
        cells[one.day.year].append(one)
    for year in years:
        yield year, figure.number(cells[year], Period.of_year(year)), cells[year]


WHOLE = ("", "")
AXES = (("famille", "Par famille"), ("region", "Par région"), ("taille", "Par taille"))


@dataclass(frozen=True)
class Line:
    label: str
    value: object
    is_hidden: bool = False


@dataclass(frozen=True)
class Group:
    code: str
    title: str  # « Par famille »
    lines: list

    @property
    def head(self):
        return self.title.removeprefix("Par ").capitalize()


class Reading:
    """What `user` reads of a figure, as an address asks it.

    Sealed: a figure of findings, scores or homes, read by somebody who may not know that of one organism. It is
    told of today alone and by two tables, so that no difference between two days, or two filters, tells it.
    """

    def __init__(self, user, figure: Figure, query):
        self.user, self.figure, self.query = user, figure, query
        hides = figure.hides_small_cells or figure.hides_small_sums
        self.is_sealed = hides and not sees_small_cells(user)

    @cached_property
    def form(self):
        return AskedForm({} if self.is_sealed else self.query, figure=self.figure)

    @property
    def period(self):
        return self.form.period

    @property
    def is_refused(self):
        """What was asked means nothing, or is to come: no number is told of it."""
        return not self.form.is_valid()

    @cached_property
    def cases(self):
        return [] if self.is_refused else self._asked(self.figure.cases(self.period))

    @cached_property
    def value(self):
        """As it is shown everywhere: rounded; None where nothing is told."""
        return None if self.is_hidden else self._number(self.cases, self.period)

    @cached_property
    def is_hidden(self):
        return self.is_sealed and bool(self.cases) and WHOLE not in self._shown

    def _number(self, cases, period):
        return rounded(self.figure.number(cases, period))

    def _asked(self, cases):
        """Those of the organisms that the form asks for."""
        if not self.form.organisms:
            return cases
        rows = Organism.objects.filter(**self.form.organisms)
        kept = set(rows.values_list("pk", flat=True))
        return [one for one in cases if one.organism in kept]

    @cached_property
    def _places(self):
        """{organism: {axis: label}} of the cases."""
        keys = {one.organism for one in self.cases}
        rows = Organism.objects.filter(pk__in=keys - {None}).order_by()
        names = {one.code: one.name for one in territories.regions()}
        return {
            pk: {
                "famille": Organism.Family(family).label,
                "region": names.get(region, region),
                "taille": _size(homes),
            }
            for pk, family, region, homes in rows.values_list("pk", "family", "region", "homes")
        }

    @cached_property
    def _cells(self):
        """{(axis, label): cases}."""
        cells = defaultdict(list)
        for one in self.cases:
            for axis, label in self._places.get(one.organism, {}).items():
                cells[axis, label].append(one)
        return cells

    @cached_property
    def _shown(self):
        """The cells that may be published, of the whole and of the two tables that are."""
        told = {key: one for key, one in self._cells.items() if key[0] != "taille"}
        members = {key: {case.organism for case in cases} for key, cases in told.items()}
        members |= {WHOLE: {one.organism for one in self.cases}}
        return publishable_cells(members, self.figure.least)

    @cached_property
    def groups(self):
        """[Group] by family, region and size; then by what else the figure is told by."""
        if self.figure.out_of is not None:
            return []  # nobody says how many operators a region has
        axes = AXES[:2] if self.is_sealed else AXES
        found = [Group(code, title, self._lines(code)) for code, title in axes]
        if not self.is_sealed:
            found += [self._along(axis) for axis in self.figure.axes if self._reads(axis)]
        return [one for one in found if one.lines]

    def _reads(self, axis):
        return axis.readers is None or axis.readers(self.user, None)

    def _lines(self, axis):
        labels = [label for found, label in self._cells if found == axis]
        return [self._line((axis, label), label) for label in sorted(labels, key=ORDERS[axis])]

    def _line(self, key, label):
        if self.is_sealed and key not in self._shown:
            return Line(label, None, is_hidden=True)
        return Line(label, self._number(self._cells[key], self.period))

    def _along(self, axis):
        labels = axis.labels({axis.key(one) for one in self.cases})
        cells = defaultdict(list)
        for one in self.cases:
            cells[labels.get(axis.key(one), "non renseigné")].append(one)
        lines = [Line(label, self._number(cases, self.period)) for label, cases in cells.items()]
        lines.sort(key=lambda line: (-line.value, line.label))
        return Group(axis.code, axis.title, lines)

    @cached_property
    def years(self):
        """[(year, value)] of the ten years up to that of the period, each on its last day or over it."""
        if self.is_sealed and self.figure.hides_small_cells:
            return []
        told = by_year(self.figure, self.period.end.year, self._asked)
        return [(str(year), rounded(value)) for year, value, _ in told]

    @cached_property
    def visible_cases(self):
        """Those whose thing the reader sees; a sealed figure shows none."""
        if self.is_sealed or not may_read(self.user, self.figure):
            return []
        rows = self.figure.seen(self.user, model_of(self.figure).objects.all())
        seen = set(
            rows.filter(pk__in={one.thing for one in self.cases}).values_list("pk", flat=True)
        )
        return [one for one in self.cases if one.thing in seen]


def model_of(figure):
    return apps.get_model(figure.model)


def _size(homes):
    known = listing.SIZES.values()
    return next(
        label for label, low, below in known if low <= homes and (not below or homes < below)
    )


SIZE_LABELS = [said[0] for said in listing.SIZES.values()]
ORDERS = {
    "famille": Organism.Family.labels.index,
    "region": territories.fold_name,
    "taille": SIZE_LABELS.index,
}
