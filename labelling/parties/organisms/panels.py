"""Panels that later topics add to the page of an organism, of one of its dossiers, or of another thing."""

from collections import defaultdict
from dataclasses import dataclass

PANELS = []
OF_THINGS = defaultdict(list)  # {model: functions}


@dataclass(frozen=True)
class Panel:
    """A template, and what it says (`panel.said`)."""

    template: str
    said: object = None


def register_panel(function):
    """Register `function(user, organism, dossier=None)`: a Panel, or None where it has nothing for this person."""
    PANELS.append(function)
    return function


def panels_of(user, organism, dossier=None):
    found = (panel(user, organism, dossier) for panel in PANELS)
    return [one for one in found if one is not None]


def register_panel_of(model, function):
    """Register `function(user, thing)` for the page of each `model`: a Panel, or None for this person."""
    OF_THINGS[model].append(function)


def panels_on(user, thing):
    found = (panel(user, thing) for panel in OF_THINGS[type(thing)])
    return [one for one in found if one is not None]
