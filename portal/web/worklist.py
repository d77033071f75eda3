"""Tasks of a member: to do, waiting for another, to watch."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Model

from portal.access.rules import Person
from portal.core import clock
from portal.web import navigation

DO, WAIT, WATCH = "do", "wait", "watch"
SOURCES = []
SHARING = []  # of `register_sharing`
AT_A_GLANCE = {DO: 12, WAIT: 6, WATCH: 6}  # rows of the home; what follows is counted by topic


@dataclass(frozen=True)
class Task:
    """A row: the next act, who holds the ball, the promised date, one button."""

    list: str
    title: str
    context: str
    url: str
    hand: str
    due_on: date | None = None
    button: str = "Ouvrir"
    date_label: str = ""  # usually « À faire avant le » of one's own, « Promis pour le » of others
    undated: str = ""  # why there is no date

    @property
    def filled(self):
        return self.list == DO


@dataclass(frozen=True)
class Source:
    """A kind of task: the things that ask for something, and how the row of one is told.

    `rows(user)` is a queryset, or None where nothing can be asked of this person. `tell(user, thing)` makes
    the Task of a thing, read with its `related` ones, or None. `most` bounds what a role sees of
    everybody's: the first rows, in the order of the queryset.
    """

    rows: Callable
    tell: Callable
    related: tuple[str, ...]
    most: int | None = None
    keep: Callable | None = (
        None  # of [(source, thing)] of all the sources that share it, those to tell
    )
    is_shared: Callable | None = None  # thing -> whether one of an office may have taken it

    def things(self, user):
        """What asks for something of this person."""
        rows = self.rows(user)
        if rows is None:
            return ()
        rows = rows.select_related(*self.related) if self.related else rows
        return rows[: self.most] if self.most else rows

    def shares(self, thing):
        """Whether one of an office may have taken this thing."""
        return self.is_shared is not None and self.is_shared(thing)

    def __call__(self, user):
        """The tasks of this kind alone."""
        return _tasks(user, [self])


@dataclass(frozen=True)
class Sharing:
    """Who of an office has taken some things: read for all of them in one query, then told in the Task of each."""

    read: Callable  # things -> {thing: who}
    tell: Callable  # (user, who, task) -> task


def register_sharing(read: Callable, tell: Callable) -> None:
    """`read(things)` gives who of an office has taken each, `tell` writes it in the line of a home."""
    SHARING.append(Sharing(read, tell))


def of_an_office(_thing: Model) -> bool:
    """Of a source, whatever its thing: one of the office may have taken it."""
    return True


def source(
    *related: str,
    tell: Callable,
    most: int | None = None,
    keep: Callable | None = None,
    is_shared: Callable | None = None,
) -> Callable[[Callable], Callable]:
    """Register `rows(user)`, the function that is decorated, as a Source."""

    def register(rows):
        SOURCES.append(Source(rows, tell, related, most, keep, is_shared))
        return SOURCES[-1]

    return register


def lists(user: Person) -> dict[str, list[Task]]:
    """{"do": […], "wait": […], "watch": […]}, the nearest date first: a query a source of the person's roles."""
    rows = {DO: [], WAIT: [], WATCH: []}
    for task in _tasks(user, SOURCES):
        rows[task.list].append(task)
    for tasks in rows.values():
        tasks.sort(key=lambda task: (task.due_on is None, task.due_on or date.max, task.title))
    return rows


def _tasks(user, sources):
    by_keep = defaultdict(list)
    for one in sources:
        by_keep[one.keep] += [(one, thing) for thing in one.things(user)]
    kept = [pair for keep, pairs in by_keep.items() for pair in (keep(pairs) if keep else pairs)]
    told = [(one.tell(user, thing), thing) for one, thing in kept]
    told = [(task, thing) for task, thing in told if task]
    for sharing in SHARING:
        who = sharing.read([thing for one, thing in kept if one.shares(thing)])
        told = [
            (sharing.tell(user, who[thing], task) if thing in who else task, thing)
            for task, thing in told
        ]
    return [_with_reason(task, thing) for task, thing in told]


def _with_reason(task, thing):
    """A row without a date says why, as the table of its thing does."""
    why = "" if task.due_on else getattr(thing, "undated", "")
    return replace(task, undated=why) if why else task


@dataclass(frozen=True)
class FoldedList:
    """A list as the home shows it: the nearest rows, then the others by topic, drawn on the whole page alone."""

    rows: list
    folds: list

    @property
    def count(self):
        return len(self.rows) + self.others

    @property
    def others(self):
        return sum(len(rows) for _, rows in self.folds)


def fold(name, tasks):
    """A few rows more than at a glance are not worth a fold."""
    limit = AT_A_GLANCE[name]
    if len(tasks) <= limit + 2:
        return FoldedList(tasks, [])
    folds = {}
    for task in tasks[limit:]:
        folds.setdefault(_topic(task), []).append(task)
    return FoldedList(tasks[:limit], list(folds.items()))


def _topic(task):
    """The member space's own word for where the row leads."""
    roots = ((entry.root, entry.label) for entry in navigation.SPACE if entry.root)
    return next((label for root, label in roots if task.url.startswith(root)), "Autres")


def next_date(rows: dict[str, list[Task]]) -> date | None:
    """The nearest date to come in the three lists, or None."""
    today = clock.today()
    dates = (task.due_on for tasks in rows.values() for task in tasks)
    return min((day for day in dates if day and day >= today), default=None)
