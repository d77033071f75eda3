"""Registry of scenario acts, beside the transitions of the tables, with the screen where a person does the same."""

import inspect
from dataclasses import dataclass


class ScenarioError(Exception):
    """One or several mistakes; each is « file:line : sentence »."""

    def __init__(self, *lines):
        self.lines = lines
        super().__init__("\n".join(lines))


ACTS = {}
SCREENS = {}


@dataclass(frozen=True)
class Screen:
    """Where a person does what an act does: the name of a page (and the address of its step), and who.

    `why` says instead why no screen does it, by nature; `to_do` that one is missing.
    """

    name: str = ""
    who: str = ""
    why: str = ""
    to_do: str = ""

    @property
    def said(self):
        """For docs/scenario.md."""
        if self.name:
            return f"`{self.name}`, {self.who}"
        return f"à faire\u00a0: {self.to_do}" if self.to_do else f"aucun\u00a0: {self.why}"


PEOPLE = Screen(
    "role_give", "la technique et le référent label"
)  # the roles of the people of a file


def act(name, *, screen="", who="", why="", to_do=""):
    """Name a function `(by, on=None, **with)` that a scenario plays; it returns the object made.

    `screen="labelling:plan_add", who="l’organisme"`: the page where that person does it. Or `why`, or `to_do`.
    """

    def named(function):
        ACTS[name], SCREENS[name] = function, Screen(screen, who, why, to_do)
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
