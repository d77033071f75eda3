"""Panels that later topics add to the page of an organism, or of one of its dossiers."""

from dataclasses import dataclass

PANELS = []


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
