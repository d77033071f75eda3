"""Public figures: what everybody reads of the dictionary today, small cells hidden (BR-98)."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser

from labelling.steering.figures.reading import Reading
from portal.core.read_once import reading_once
from portal.figures import all_figures


@dataclass(frozen=True)
class Published:
    code: str
    name: str
    value: object
    is_hidden: bool
    unit: str
    day: date
    definition: str
    formula: str
    source: str
    version: int
    groups: list


def published():
    """[Published] of today."""
    with reading_once():
        return [_publish_figure(one) for one in all_figures() if one.is_public]


def _publish_figure(figure):
    reading = Reading(AnonymousUser(), figure, {})
    return Published(
        figure.code, figure.name, reading.value, reading.is_hidden, figure.unit, reading.period.end,
        figure.definition, figure.formula, figure.source, figure.version, reading.groups,
    )  # fmt: skip
