"""Lines of the register of acts over a period: how often each was done, in what time, what is spared, what could be."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Min, Sum

from labelling.steering.act_ledger.acts import BY_HAND, SCOPES, KnownAct, known_acts, unwritten
from labelling.steering.act_ledger.durations import Declared, declared, measured
from labelling.steering.act_ledger.forms import BY_NOUN, HAND, ITSELF, LedgerForm
from labelling.steering.act_ledger.models import ActCount
from labelling.steering.act_ledger.rules import reader, whole
from portal.ui import words
from portal.web.pages import only

NEXT = 5  # acts of the ranking
LOADED = "load"  # how an invented thing comes
AN_HOUR = 60  # minutes


@dataclass(frozen=True)
class Line:
    """An act over a period. `time`: what the office declared; `measure`: (minutes, how many) of the journal."""

    act: KnownAct
    people: int = 0
    portal: int = 0
    time: Declared | None = None
    measure: tuple | None = None

    @property
    def count(self):
        return self.people + self.portal

    @property
    def minutes(self):
        """The minutes of today, declared rather than measured; None where nobody knows."""
        if self.time:
            return self.time.now
        return self.measure[0] if self.measure else None

    @property
    def time_said(self):
        """« 6 min, déclaré en octobre 2026 », « 4 min, mesuré sur 12 fois », « non mesuré »."""
        if self.time:
            return f"{minutes(self.time.now)}, déclaré pour {words.month(self.time.last)}"
        if self.measure:
            return f"{minutes(self.measure[0])}, mesuré sur {words.count(self.measure[1], 'fois', 'fois')}"
        return "non mesuré"

    @property
    def spared(self):
        """Hours spared over the period, only where the time before and that of today are declared."""
        if self.time is None or self.time.spared is None:
            return None
        return self.people * self.time.spared / AN_HOUR

    @property
    def formula(self):
        """« 124 × (25 − 6) min », "" where nothing is told."""
        if self.spared is None:
            return ""
        before, now = words.number(self.time.before), words.number(self.time.now)
        return f"{words.number(self.people)} × ({before} − {now})\u00a0min"

    @property
    def hours(self):
        """Hours that people spend on it over the period, where its time is declared."""
        return self.people * self.time.now / AN_HOUR if self.time else None


@dataclass(frozen=True)
class KindSum:
    """What the acts on one kind of things make together, for who reads no act by itself."""

    scope: str
    noun: str
    acts: int
    people: int
    portal: int
    spared: float | None

    @property
    def count(self):
        return self.people + self.portal


class Ledger:
    """The register that an address asks for, read in six queries whatever it holds."""

    def __init__(self, user, query):
        only(reader, user)
        self.user = user
        self.is_whole = whole(user, None)
        self.first = ActCount.objects.visible_to(user).aggregate(first=Min("month"))["first"]
        self.form = LedgerForm(query, first=self.first)
        self.start, self.end = self.form.period

    @cached_property
    def times(self):
        return declared(self.end)

    @cached_property
    def every(self):
        """Each known act but what a demonstration loads, and those of the journal alone, before the filters."""
        counts, known = self._counts(month__gte=self.start, month__lte=self.end), known_acts()
        measures = measured(self.start, self.end)
        found = {**known, **{key: unwritten(*key) for key in counts if key not in known}}
        return [
            Line(act, *counts.get(key, (0, 0)), self.times.get(key), measures.get(key))
            for key, act in found.items()
            if act.act != LOADED
        ]

    def _counts(self, **asked):
        rows = ActCount.objects.visible_to(self.user).filter(**asked).order_by()
        sums = rows.values_list("kind", "act").annotate(Sum("by_people"), Sum("by_portal"))
        return {(kind, act): tuple(many) for kind, act, *many in sums}

    @cached_property
    def lines(self):
        """Those of the filters, what is done most first, in all or of each kind of things."""
        kept = [one for one in self.every if self._is_asked(one)]
        is_grouped = self.form.asked("ordre") == BY_NOUN
        group = lambda one: (one.act.scope, one.act.noun) if is_grouped else ()  # noqa: E731 -- of the next line
        return sorted(kept, key=lambda one: (group(one), -one.count, one.act.noun, one.act.name))

    def _is_asked(self, line):
        asked = self.form.asked
        if asked("ensemble") and line.act.scope != asked("ensemble"):
            return False
        if asked("facon") == HAND and line.act.way not in BY_HAND:
            return False
        if asked("facon") == ITSELF and line.act.way in BY_HAND and not line.portal:
            return False
        return bool(line.count or asked("faits"))

    @cached_property
    def sums(self):
        """[KindSum] by kind of things, of the same lines."""
        found = defaultdict(list)
        for one in self.lines:
            found[one.act.scope, one.act.noun].append(one)
        told = [
            KindSum(
                SCOPES.get(scope, scope),
                noun,
                len(lines),
                sum(one.people for one in lines),
                sum(one.portal for one in lines),
                _total(one.spared for one in lines),
            )
            for (scope, noun), lines in found.items()
        ]
        return sorted(told, key=lambda one: (-one.count, one.noun))

    @cached_property
    def spared(self):
        """Hours spared over the period, of the acts whose both times are declared; None of none."""
        return _total(one.spared for one in self.every)

    @cached_property
    def spared_since_first(self):
        """The same from the first month that is counted."""
        counts = self._counts(month__lte=self.end)
        known = [(key, one.spared) for key, one in self.times.items() if one.spared is not None]
        return _total(counts.get(key, (0, 0))[0] * minutes / AN_HOUR for key, minutes in known)

    @cached_property
    def next_gains(self):
        """Acts done by hand whose time is declared, those that take the most hours first."""
        kept = [one for one in self.every if one.hours and one.act.way in BY_HAND]
        return sorted(kept, key=lambda one: (-one.hours, one.act.key))[:NEXT]

    @cached_property
    def figures(self):
        """Tiles of the top of the page."""
        people = sum(one.people for one in self.every)
        total = people + sum(one.portal for one in self.every)
        share = f"{words.number(round(100 * (total - people) / total))}\u00a0%" if total else "–"
        return [
            {"value": words.number(total), "label": "actes dans la période"},
            {"value": share, "label": "faits par le portail lui-même"},
            {"value": hours(self.spared), "label": "épargnées dans la période"},
            {"value": hours(self.spared_since_first), "label": "épargnées depuis le premier acte"},
        ]


def _total(values):
    """The sum of what is known, None of nothing."""
    known = [one for one in values if one is not None]
    return sum(known) if known else None


def hours(value):
    """« 41 heures »; « non déclarées » of nothing."""
    return "non déclarées" if value is None else words.count(round(value), "heure", "heures")


def minutes(value):
    """« 6 min »; less than one is said so."""
    return "moins d’une minute" if 0 < value < 1 else f"{words.number(round(value))}\u00a0min"


def rows(user, query):
    """Of the exported table: the acts for the office, the sums of each kind for the other readers."""
    ledger = Ledger(user, query)
    return ledger.lines if ledger.is_whole else ledger.sums


def filter_form(user, query):
    return Ledger(user, query).form
