"""The three lists that greet a member: to do, waiting for another, to watch."""

from dataclasses import dataclass
from datetime import date

DO, WAIT, WATCH = "do", "wait", "watch"
PROVIDERS = []


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
