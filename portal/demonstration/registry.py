"""Registry of the parts of a demonstration, declared by each app in its `demonstration_parts.py`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.module_loading import autodiscover_modules


@dataclass(frozen=True)
class Part:
    """`run()` makes it and may be called again; False says that it is not over yet."""

    code: str
    label: str
    order: int
    run: Callable


FIRST, LATER = {}, {}


def first(code, label, order):
    """Register what is made before any page is served."""
    return _registered(FIRST, code, label, order)


def later(code, label, order):
    """Register what the worker makes once pages are served; `label` is read in the strip of every page."""
    return _registered(LATER, code, label, order)


def _registered(parts, code, label, order):
    def register(function):
        parts[code] = Part(code, label, order, function)
        return function

    return register


def discover():
    """Import every app's `demonstration_parts.py`: no other process needs them."""
    autodiscover_modules("demonstration_parts")


def in_order(parts):
    return sorted(parts.values(), key=lambda part: part.order)
