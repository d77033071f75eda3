"""Register of retention: what each kind of thing holds of people, and how it ends."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model

from portal.core import clock
from portal.ops import worker
from portal.retention import erasing, periods, running

KEEPINGS = {}
ERASED, MASKED = "effacement automatique", "anonymisation automatique"
BY_HAND, NEVER = "effacement décidé par le délégué à la protection des données", "aucun effacement"


@dataclass(frozen=True)
class Keeping:
    """One line of the register, and of the page of personal data.

    `over(limit)` is the Q of what ended on `limit` (a date) or before; `held()`, that of what an open
    appeal keeps (BR-93). `deed(thing)` ends one thing. Without `over` the clock does nothing, and the
    page says so.
    """

    code: str
    what: str  # « Réclamations »
    holds: str  # « votre texte et, si vous les donnez, votre nom et votre adresse »
    since: str  # « leur clôture »
    model: type[Model] | None = None
    over: Callable | None = None
    held: Callable | None = None
    deed: Callable = erasing.erase
    ending: str = ERASED

    @property
    def period(self):
        return periods.period(self.code)

    @property
    def shown(self):
        """« 1 an après leur clôture »."""
        return self.period.shown(self.since)

    @property
    def is_automatic(self):
        return self.over is not None

    def due(self):
        """The rows whose time is over today, but those that an open appeal holds."""
        limit = self.period.over_since(clock.today())
        rows = self.model._base_manager.filter(self.over(limit))
        if self.held is None:
            return rows
        return rows.exclude(pk__in=self.model._base_manager.filter(self.held()).values("pk"))


def register_keeping(keeping):
    """Declare it; the worker does it each day, apart from the others: one that fails stops no other."""
    KEEPINGS[keeping.code] = keeping

    def job():
        return running.run(keeping)

    job.__name__ = f"keep_{keeping.code}"
    if keeping.is_automatic:
        worker.daily(job)
    return keeping
