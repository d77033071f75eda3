"""Parsing of the five axes of a self-rating from a row."""

import re

from labelling.stock.columns import Table, titled
from labelling.stock.rating import WORST, Scale, rate
from labelling.stock.report import Findings, Severity
from labelling.stock.titles import AXES
from portal.spreadsheets.sheets import Row, Value, is_blank


def read_axes(
    row: Row, table: Table, found: Findings, gravity: Severity, scale: Scale
) -> dict[str, object]:
    """The axes and, when all five hold, « index » and « level »; faults are told with `gravity`."""
    fields = table.fields
    raw = {axis: row.cell(fields[axis]) for axis in AXES if axis in fields}
    values: dict[str, object] = dict.fromkeys((*AXES, "index", "level"))
    if len(raw) < len(AXES) or all(is_blank(value) for value in raw.values()):
        return values
    for axis, value in raw.items():
        values[axis] = _axis(axis, value, found, gravity)
    axes = [values[axis] for axis in AXES]
    if None not in axes:
        rating = rate(axes, scale)
        values |= {"index": rating.index, "level": rating.level.value}
    return values


def _axis(axis: str, value: Value, found: Findings, gravity: Severity) -> int | None:
    if is_blank(value):
        found.tell(axis, "NOTE_ABSENTE", titled(axis), gravity=gravity)
        return None
    text = "" if isinstance(value, bool) else str(value).strip()
    if re.fullmatch(rf"[0-{WORST}]([.,]0+)?", text):
        return int(text[0])
    found.tell(axis, "NOTE_HORS_ECHELLE", titled(axis), value, before=value, gravity=gravity)
    return None
