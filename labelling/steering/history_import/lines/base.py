"""Lines of the tracking, with their place and the decisions of the référent, and the organism that each is about."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from labelling.parties.organisms.models import Organism
from labelling.territories import fold_name

NEW = "new"


def place_of(sheet, row):
    """A text with separators has one sheet, without a name."""
    return f"{sheet}, ligne {row}" if sheet else f"ligne {row}"


def opening(place):
    """« Ligne 4 »: the place that begins a sentence."""
    return place[:1].upper() + place[1:]


@dataclass
class Line:
    """A row of the file: its facts, corrected where the référent said so."""

    sheet: str
    row: int
    facts: dict
    choice: dict = field(default_factory=dict)

    @property
    def key(self):
        return f"{self.sheet}!{self.row}"

    @property
    def place(self):
        return place_of(self.sheet, self.row)

    @property
    def is_skipped(self):
        return bool(self.choice.get("skip"))

    def get(self, name, default=None):
        found = self.facts.get(name)
        return default if found is None else found


class Tracking:
    """What a file says, read with its choices.

    `choices`: {« sheet!row »: {"organism": "new" or a slug, "fields": {name: value}, "skip": true},
    "auditors": {name in the file: slug of an auditor}, "accepted": [codes of remarks accepted everywhere]}.
    """

    def __init__(self, content, choices):
        self.choices = choices
        self.names = self._names(content.get("organisms", ()))
        self.organisms = self._lines(content.get("organisms", ()))
        self.audits = self._by_organism(content.get("audits", ()))
        self.decisions = self._by_organism(content.get("decisions", ()))
        self.steps = self._by_organism(content.get("steps", ()))
        self.reminders = self._lines(content.get("reminders", ()))

    def _lines(self, rows):
        found = []
        for row in rows:
            choice = self.choices.get(f"{row['sheet']}!{row['row']}", {})
            found.append(Line(row["sheet"], row["row"], row | choice.get("fields", {}), choice))
        return [line for line in found if not line.is_skipped]

    def _names(self, rows):
        """{name in the file: its correction, none where all its lines are left out}."""
        found = {}
        for row in rows:
            choice = self.choices.get(f"{row['sheet']}!{row['row']}", {})
            name = None if choice.get("skip") else choice.get("fields", {}).get("name", row["name"])
            found[row["name"]] = name or found.get(row["name"])
        return found

    def _by_organism(self, rows):
        """Under the name of the organism's own line as it is corrected; with a line left out, they are too."""
        found = defaultdict(list)
        for line in self._lines(rows):
            name = line.get("organism")
            if (kept := self.names.get(name, name)) is not None:
                line.facts = line.facts | {"organism": kept}
                found[kept].append(line)
        return found

    @cached_property
    def strays(self):
        """Lines of other sheets whose organism has no line of its own."""
        named = {line.get("name") for line in self.organisms}
        others = [*self.audits.values(), *self.decisions.values(), *self.steps.values()]
        lines = [line for group in others for line in group]
        return [line for line in lines if line.get("organism") not in named]


class Known:
    """The organisms of the portal, to find those of the lines in two queries."""

    def __init__(self):
        rows = list(Organism.objects.all())
        self.by_siren = {one.siren: one for one in rows if one.siren}
        self.by_slug = {one.slug: one for one in rows}
        self.by_name = defaultdict(list)
        for one in rows:
            self.by_name[fold_name(one.name)].append(one)

    def find(self, line):
        """(organism or None, the twins among which somebody must choose).

        SIREN first; without one, or when nobody bears it, name and place: only what came from a tracking
        under that very name, without a SIREN either, is the same without asking.
        """
        if chosen := line.choice.get("organism"):
            return (None, []) if chosen == NEW else (self.by_slug.get(chosen), [])
        siren = line.get("siren")
        if siren in self.by_siren:
            return self.by_siren[siren], []
        twins = self.by_name.get(fold_name(line.get("name", "")), [])
        own = [one for one in twins if _is_own(one, line)] if not siren else []
        return (
            (own[0], []) if len(own) == 1 else (None, [one for one in twins if _is_near(one, line)])
        )


def _is_own(organism, line):
    is_nameless = organism.taken_over_on and organism.siren is None
    return bool(is_nameless) and _is_near(organism, line)


def _is_near(organism, line):
    """Of the same département where both are known, else of the same region."""
    here = line.get("departement")
    if here and organism.departement:
        return here == organism.departement
    return line.get("region") in (None, organism.region)
