"""The three lists that greet a member: to do, waiting for another, to watch."""

from dataclasses import dataclass
from datetime import date

from portal.core import clock
from portal.web import navigation

DO, WAIT, WATCH = "do", "wait", "watch"
PROVIDERS = []
AT_A_GLANCE = {DO: 12, WAIT: 6, WATCH: 6}  # rows shown one by one; what follows is folded by topic


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
    date_label: str = "Promis pour le"

    @property
    def filled(self):
        return self.list == DO


def provider(function):
    """Register `function(user) -> iterable of Task` (bounded: a list shows its most urgent)."""
    PROVIDERS.append(function)
    return function


def lists(user):
    """{"do": […], "wait": […], "watch": […]}, the nearest date first."""
    rows = {DO: [], WAIT: [], WATCH: []}
    for function in PROVIDERS:
        for task in function(user):
            rows[task.list].append(task)
    for tasks in rows.values():
        tasks.sort(key=lambda task: (task.due_on is None, task.due_on or date.max, task.title))
    return rows


@dataclass(frozen=True)
class Shown:
    """A list as the home shows it: the nearest rows, then the others folded under their topic."""

    rows: list
    folds: list

    @property
    def count(self):
        return len(self.rows) + sum(len(rows) for _, rows in self.folds)


def shown(name, tasks):
    """A few rows more than at a glance are not worth a fold."""
    limit = AT_A_GLANCE[name]
    if len(tasks) <= limit + 2:
        return Shown(tasks, [])
    folds = {}
    for task in tasks[limit:]:
        folds.setdefault(_topic(task), []).append(task)
    return Shown(tasks[:limit], list(folds.items()))


def _topic(task):
    """The member space's own word for where the row leads."""
    roots = ((entry.root, entry.label) for entry in navigation.SPACE if entry.root)
    return next((label for root, label in roots if task.url.startswith(root)), "Autres")


def next_date(rows):
    """The nearest date to come in the three lists, or None."""
    today = clock.today()
    dates = (task.due_on for tasks in rows.values() for task in tasks)
    return min((day for day in dates if day and day >= today), default=None)
