"""Registry of scenario acts, beside the transitions of the tables."""

import inspect

ACTS = {}


def act(name):
    """Name a function `(by, on=None, **with)` that a scenario plays; it returns the object made."""

    def named(function):
        ACTS[name] = function
        return function

    return named


def unknown_values(function, values):
    """The names of `values` that the act does not take (a `**_` parameter takes all)."""
    parameters = inspect.signature(function).parameters
    if any(p.kind is p.VAR_KEYWORD for p in parameters.values()):
        return []
    return [name for name in values if name not in parameters]


def missing_values(function, values):
    needed = [
        name
        for name, p in inspect.signature(function).parameters.items()
        if p.default is p.empty and p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)
    ]
    return [name for name in needed if name not in values and name not in ("by", "on")]
