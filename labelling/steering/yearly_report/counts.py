"""Counting of a yearly report: each figure on 31 December and the year before, cell by cell (BR-98)."""

from collections import defaultdict

from labelling import territories
from labelling.parties.organisms.models import Organism
from labelling.steering.yearly_report.models import ReportFigure
from labelling.title.labels.directory import listing
from portal.figures import Measure, Period, all_figures, rounded
from portal.figures.tables import publishable_cells

Group = ReportFigure.Group
WHOLE = (Group.WHOLE, "")
NOTHING = (0, False, set())
CUT = (Measure.COUNT, Measure.SUM)  # what is told by family, region and size, of a stock


def count(year):
    """[facts of a ReportFigure]: the same figures, whatever the day on which they are asked."""
    return count_years([year])[year]


def count_years(years):
    """{year: its facts}: a year that follows another reads it once for both."""
    groups, read = _groups(), {}

    def cells(figure, year):
        key = figure.code, year
        if key not in read:
            read[key] = _cells(figure, Period.of_year(year), groups)
        return read[key]

    return {year: _ranked(year, cells) for year in years}


def _ranked(year, cells):
    facts = [fact for figure in all_figures() for fact in _facts(figure, year, cells)]
    return [fact | {"rank": rank} for rank, fact in enumerate(facts, 1)]


def _facts(figure, year, cells):
    told = {
        "section": figure.family,
        "code": figure.code,
        "name": figure.name,
        "definition": figure.definition,
        "formula": figure.formula,
        "unit": figure.unit,
        "source": figure.source,
        "figure_version": figure.version,
    }
    now, before = cells(figure, year), cells(figure, year - 1)
    if figure.hides_small_cells and figure.is_stock:
        now, before = _together(now, before)
    for group, cell in sorted(now.keys() | before.keys(), key=_order):
        value, is_hidden = now.get((group, cell), NOTHING)[:2]
        former_value, former_is_hidden = before.get((group, cell), NOTHING)[:2]
        yield told | {
            "group": group,
            "cell": cell,
            "value": value,
            "is_hidden": is_hidden,
            "former_value": former_value,
            "former_is_hidden": former_is_hidden,
        }


def _order(key):
    """The whole first, then families, regions, sizes, each in its own order."""
    group, cell = key
    rank = Group.values.index(group)
    if group == Group.SIZE:
        return rank, [said[0] for said in listing.SIZES.values()].index(cell), ""
    return rank, 0, territories.fold_name(cell)


def _cells(figure, period, groups):
    """{(group, cell): (number or None, is hidden, the organisms of its cases)}."""
    cases = list(figure.cases(period))
    by_cell = defaultdict(list, {WHOLE: cases})
    if figure.is_stock and figure.measure in CUT and figure.out_of is None:
        for case in cases:
            for key in groups.get(case.organism, ()):
                by_cell[key].append(case)
    members = {
        key: {case.organism for case in some if case.organism} for key, some in by_cell.items()
    }
    hides = figure.hides_small_cells or figure.hides_small_sums
    shown = _keep_publishable(members, by_cell, figure.least) if hides else by_cell.keys()
    return {
        key: (
            _plain(figure.number(some, period)) if key in shown else None,
            key not in shown,
            members[key],
        )
        for key, some in by_cell.items()
    }


def _keep_publishable(members, by_cell, least):
    """BR-98: so many organisms at least in each cell, three in what a subtraction of cells gives."""
    empty = {key for key, some in by_cell.items() if not some}
    return publishable_cells(members, least) | empty


def _together(now, before):
    """BR-98: of a stock, two days that differ by an organism or two would tell theirs: then neither is told."""
    told = {
        (name, key): one[2]
        for name, day in ((0, now), (1, before))
        for key, one in day.items()
        if one[2]
    }
    if publishable_cells(told) == set(told):
        return now, before
    return [{key: (None, True, one[2]) for key, one in day.items()} for day in (now, before)]


def _plain(value):
    """As every page of the dictionary rounds it."""
    return None if value is None else float(rounded(value))


def _groups():
    """{organism: its cells}: one query."""
    families = dict(Organism.Family.choices)
    regions = {one.code: one.name for one in territories.regions()}
    rows = Organism.objects.values_list("pk", "family", "region", "homes")
    return {
        pk: [
            (Group.FAMILY, families[family]),
            *([(Group.REGION, regions[region])] if region in regions else []),
            *_size(homes),
        ]
        for pk, family, region, homes in rows
    }


def _size(homes):
    if not homes:
        return
    for label, low, below in listing.SIZES.values():
        if homes >= (low or 0) and (not below or homes < below):
            yield Group.SIZE, label
            return
