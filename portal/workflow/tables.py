"""Rows of a workflow table: transitions, guards, timed acts, reminders, refusals."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Self

from django.db.models import Model
from django.utils.text import slugify

from portal import access
from portal.access.rules import Person
from portal.core.working_days import is_working_day, next_working_day, worked_before
from portal.notifications import outbox
from portal.ui import words

YOU = (
    (r"^a ", "Vous avez "),
    (r"^n’a ", "Vous n’avez "),
    (r"\b(sa|son) ", "votre "),
    (r"\bses ", "vos "),
)


@dataclass(frozen=True)
class Problem:
    """Why an act is impossible: a code for tests, a sentence for people, the address that mends it."""

    code: str
    text: str
    mend: str = ""
    mend_label: str = ""

    def __str__(self):
        return self.text


class Refused(Exception):
    """The act did not take place; nothing was written. `thing` is where its reader may go back to."""

    code = "refused"  # of a problem given as a sentence

    def __init__(self, *problems, thing=None):
        self.thing = thing
        self.problems = [
            p if isinstance(p, Problem) else Problem(self.code, str(p)) for p in problems
        ]
        super().__init__(" ".join(p.text for p in self.problems))

    def about(self, thing: Model | None) -> Self:
        """The same, whose reader goes back to `thing`."""
        self.thing = thing or self.thing
        return self

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.problems]


class Forbidden(Refused):
    """The act is not this person's (403, with the sentence); `heading`: of its page, unless the account is why."""

    code = "forbidden"

    def __init__(self, *problems, thing=None, heading=""):
        super().__init__(*problems, thing=thing)
        self.heading = heading


class Closed(Forbidden):
    """The state of a thing closes the act to whoever it belongs: which state, then what opens it (403)."""

    code = "closed"

    def __init__(self, opens, *, thing):
        said = f"L’état est «\u00a0{thing.get_state_display()}\u00a0». {opens}"
        super().__init__(said, thing=thing, heading="Cette étape n’est pas possible maintenant.")


class Stale(Refused):
    """The thing changed since it was shown; `current` is what it is now (409)."""

    seen = ""  # the stamp to post to keep one's own text, where fields are compared

    def __init__(self, current):
        self.current = current
        said = "Ce dossier a changé pendant que vous écriviez. Le vôtre est gardé."
        super().__init__(Problem("stale", said), thing=current)


@dataclass(frozen=True)
class Condition:
    """A guard with its outcome, for the list of what is done and what is missing."""

    label: str
    problems: tuple = ()

    @property
    def is_met(self):
        return not self.problems

    @property
    def is_ours(self):
        """Met, or to be mended by who reads: a problem keeps its link only where its reader may write."""
        return all(problem.mend for problem in self.problems)


def guard(
    label: str, when: Callable | None = None, by: str | Callable = ""
) -> Callable[[Callable], Callable]:
    """Name a guard for people: « Lettre d’engagement signée ».

    With `when(thing)`, it is asked (and shown) only of the things for which that holds. `by` is the word
    of who mends what is missing (`hands`), or what tells that word of the thing.
    """

    def named(test):
        test.label, test.when, test.by = label, when, by
        return test

    return named


@dataclass(frozen=True)
class Transition:
    """A row of the table. `past` completes « Lucas Ferrand … » in the journal."""

    name: str
    label: str
    source: tuple
    target: str
    by: access.Rule
    past: str = ""
    needs: tuple = ()
    form: type | Callable | None = None
    then: Callable | None = None
    after: Callable | None = None  # same transaction, once the new state and its line are written
    effects: Callable | None = None  # sentences shown before a decision
    tells: tuple = ()
    due: str = ""  # code of the deadline that starts on entering the target
    said: str | Callable = ""  # the message that follows success, or what makes it from the thing
    tone: str = ""
    awaited: bool | None = (
        None  # somebody waits for it; without a word, all but what refuses, ends or takes back
    )
    undoes: bool = False  # takes back what was final: its source stays a final state
    slug: str = field(default="")

    @property
    def address(self):
        return self.slug or slugify(self.label)

    @property
    def is_awaited(self):
        """Otherwise it is nobody's turn: the act stands folded under « Autres actes »."""
        return self.tone != "danger" if self.awaited is None else self.awaited

    def success(self, thing: Model, by: Person | None = None) -> str:
        """The message that follows success: what happened, who is told, what comes next, as `by` reads it."""
        said = self.said(thing) if callable(self.said) else self.said
        return str(said or "") or f"{_to_who_did_it(self.past)}{self._what_comes_next(thing, by)}"

    def _what_comes_next(self, thing, by):
        if thing.is_final or thing.hand in ("", "personne") or self.source == (self.target,):
            return "."
        until = f", avant le {words.day(thing.due_on)}" if thing.due_on else ""
        hand = (thing.hand_for(by) if by else "") or thing.hand
        return f". La main est {words.to(hand)}{until}."

    def conditions(self, thing: Model) -> list[Condition]:
        asked = [test for test in self.needs if _is_asked(test, thing)]
        return [Condition(_label(test), problems_of(test, thing)) for test in asked]

    def problems(self, thing: Model) -> list[Problem]:
        return [p for condition in self.conditions(thing) for p in condition.problems]

    def first_missing(self, thing, *, is_told=False):
        """The guard of the first condition that is missing, or None; those after it are not asked.

        With `is_told`, of those that say who mends it: the others are not asked either.
        """
        needs = [one for one in self.needs if getattr(one, "by", "") or not is_told]
        return next((t for t in needs if _is_asked(t, thing) and problems_of(t, thing)), None)


def _to_who_did_it(past):
    """« a déposé sa demande » of the journal, said to that person: « Vous avez déposé votre demande »."""
    for third, second in YOU:
        past = re.sub(third, second, past)
    return past


def _is_asked(test, thing):
    when = getattr(test, "when", None)
    return when is None or bool(when(thing))


def mender(test: Callable, thing: Model) -> str:
    """The word of who mends what this guard misses; "" where it does not say."""
    by = getattr(test, "by", "")
    return by(thing) if callable(by) else by


def _label(test):
    return getattr(test, "label", test.__name__)


def problems_of(test: Callable, thing: Model) -> tuple[Problem, ...]:
    """What this guard misses."""
    found = test(thing)
    if not found:
        return ()
    found = found if isinstance(found, list | tuple) else [found]
    return tuple(p if isinstance(p, Problem) else Problem(test.__name__, p) for p in found)


@dataclass(frozen=True)
class Timed:
    """A transition that the clock fires on every thing where `when()` holds."""

    name: str
    when: Callable


@dataclass(frozen=True)
class Reminder:
    """A mail `days` before `due_on` (negative: after it), while the thing stays in `state`.

    `days` are numbers, or the code under which the thing's dated rules keep them; `others` are the
    codes that the thing may read in its place.
    """

    state: str
    notice: outbox.Notice
    days: tuple | str
    field: str = "due_on"
    others: tuple = ()

    @property
    def codes(self):
        return (self.days, *self.others) if isinstance(self.days, str) else ()

    def days_for(self, thing):
        return thing.reminder_days(self.days) if isinstance(self.days, str) else self.days

    def reached(self, thing, day):
        """The threshold that is reached on `day`, the nearest to the date, or None; none on a day off."""
        if not is_working_day(day):
            return None
        reached = [days for at, days in self._dates(thing) if at <= day]
        return reached[-1] if reached else None

    def to_come(self, thing, start, end):
        """[(day, threshold)] that a daily clock reaches from `start` to `end`; at first what it has reached."""
        start = next_working_day(start)
        now = self.reached(thing, start) if start <= end else None
        later = [(at, days) for at, days in self._dates(thing) if start < at <= end]
        return later if now is None else [(start, now), *later]

    def _dates(self, thing):
        """[(day, threshold)]: what falls on a day off comes the day worked before, what is late the one after."""
        date, since = getattr(thing, self.field), thing.told_from
        found = sorted((date - timedelta(days), days) for days in self.days_for(thing))
        found = [one for one in found if since is None or one[0] > since]
        return [
            ((worked_before if days >= 0 else next_working_day)(at), days) for at, days in found
        ]

    def event_key(self, thing, days):
        """What makes one mail of however many rounds of the clock."""
        date = getattr(thing, self.field).isoformat()
        return f"{self.notice.key}:{thing._meta.label_lower}:{thing.pk}:{date}:{days}"


@dataclass(frozen=True)
class Offer:
    """An act that a person may do on a thing now, with what still stands in its way."""

    thing: object
    transition: Transition
    conditions: list

    @property
    def problems(self):
        return [p for condition in self.conditions for p in condition.problems]

    @property
    def is_open(self):
        return not self.problems

    @property
    def url(self):
        return f"{self.thing.get_absolute_url()}{self.transition.address}/"
