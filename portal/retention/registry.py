"""Register of retention: what each kind of thing holds of people, and how it ends."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Model, Q
from django.db.models.functions import Coalesce

from portal.core import clock
from portal.ops import worker
from portal.retention import durations, effects, jobs, worklist

KEEPINGS = {}
ERASED, MASKED = "effacement automatique", "anonymisation automatique"
BY_HAND, NEVER = "effacement décidé par le délégué à la protection des données", "aucun effacement"
BY_CLOCK = (ERASED, MASKED)


def nothing_left(_thing):
    """No reason to refuse."""
    return ""


@dataclass(frozen=True)
class ByHand:
    """What the data protection officer reads before deciding that things of a line are erased."""

    address: str  # « comptes », in the address of its page
    noun: str  # « compte »
    goes: str  # what leaves, a sentence
    stays: str  # what stays as evidence, a sentence
    began: tuple[str, ...]  # columns: the first that is filled is when the period began
    problem: Callable = nothing_left  # (thing) -> why it may not leave yet, or ""

    @property
    def order(self):
        return Coalesce(*self.began) if len(self.began) > 1 else F(*self.began)


@dataclass(frozen=True)
class Keeping:
    """One line of the register, and of the page of personal data.

    `over(limit)` is the Q of what ended on `limit` (a date) or before; `held()`, that of what an open
    appeal, complaint or hearing keeps (BR-93). `deed(thing)` ends one thing: the clock does it, or a
    decision of the data protection officer where `by_hand` says what they read before; nothing does
    where `ending` is `NEVER`.
    """

    code: str
    what: str  # « Réclamations »
    holds: str  # « votre texte et, si vous les donnez, votre nom et votre adresse »
    since: str  # « leur clôture »
    model: type[Model] | None = None
    over: Callable | None = None
    until: str = ""  # the column of the last day that each thing was told; it may be empty
    held: Callable | None = None
    deed: Callable = effects.erase
    deed_of_many: Callable | None = (
        None  # the same of a batch at once, where it is one of statements
    )
    ending: str = ERASED
    by_hand: ByHand | None = None

    @property
    def period(self):
        return durations.period(self.code)

    @property
    def shown(self):
        """« 1 an après leur clôture »."""
        return self.period.shown(self.since)

    @property
    def is_automatic(self):
        return self.over is not None and self.ending in BY_CLOCK

    @property
    def is_erased(self):
        """The portal ends it, by its clock or by a decision: it has a limit."""
        return self.ending in (*BY_CLOCK, BY_HAND)

    def due(self, day=None, period=None):
        """The rows whose time is over on a day, today by default, but those that are held.

        `period`: another one than that in force, of a version that is tried.
        """
        day = day or clock.today()
        limit = (period or self.period).over_since(day)
        rows = self.model._base_manager.filter(self.over(limit))
        if self.until:
            rows = rows.filter(Q((self.until, None)) | Q((f"{self.until}__lt", day)))
        if self.held is None:
            return rows
        return rows.exclude(pk__in=self.model._base_manager.filter(self.held()).values("pk"))

    def oldest_first(self, period=None):
        """What waits for a decision, the longest over first."""
        return self.due(period=period).order_by(self.by_hand.order, "pk")

    def ended_on(self, thing, period=None):
        """The day when the period of a thing was over."""
        began = next(filter(None, (getattr(thing, name) for name in self.by_hand.began)))
        day = began.astimezone(clock.PARIS).date() if isinstance(began, datetime) else began
        return (period or self.period).ended_on(day)

    def name_of(self, thing):
        """Its reference, or its number: the data protection officer reads no name."""
        return getattr(thing, "reference", "") or f"{self.by_hand.noun} n°\u00a0{thing.pk}"


def register_keeping(keeping):
    """Declare it; the worker does it each day, apart from the others: one that fails stops no other."""
    KEEPINGS[keeping.code] = keeping

    def job():
        return jobs.run(keeping)

    job.__name__ = f"keep_{keeping.code}"
    if keeping.is_automatic:
        worker.daily(job)
    if keeping.by_hand:
        worklist.register(keeping)
    return keeping


def of_address(address):
    """The line that is decided by hand at this address, or None."""
    found = (one for one in KEEPINGS.values() if one.by_hand and one.by_hand.address == address)
    return next(found, None)
