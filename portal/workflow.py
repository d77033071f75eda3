"""The engine: a table says what can happen to a thing, and nothing else writes its state."""

import logging
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import models, transaction
from django.db.models import Q
from django.utils.text import slugify

from portal import access, clock, journal, outbox

logger = logging.getLogger("portal.workflow")
WORKFLOWS = {}


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
    """The act did not take place; nothing was written."""

    def __init__(self, *problems):
        self.problems = [p if isinstance(p, Problem) else Problem("refused", str(p)) for p in problems]
        super().__init__(" ".join(p.text for p in self.problems))

    @property
    def codes(self):
        return [problem.code for problem in self.problems]


class Forbidden(Refused):
    """The act is not this person's (403, with the sentence)."""


class Stale(Refused):
    """The thing changed since it was shown; `current` is what it is now (409)."""

    def __init__(self, current):
        self.current = current
        super().__init__(
            Problem("stale", "Ce dossier a changé pendant que vous écriviez. Le vôtre est gardé.")
        )


@dataclass(frozen=True)
class Condition:
    """A guard with its outcome, for the list of what is done and what is missing."""

    label: str
    problems: tuple = ()

    @property
    def is_met(self):
        return not self.problems


def guard(label, when=None):
    """Name a guard for people: « Lettre d’engagement signée ».

    With `when(thing)`, it is asked (and shown) only of the things for which that holds.
    """

    def named(test):
        test.label, test.when = label, when
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
    slug: str = field(default="")

    @property
    def address(self):
        return self.slug or slugify(self.label)

    def success(self, thing):
        """The message that follows success: what happened, who is told, what comes next."""
        said = self.said(thing) if callable(self.said) else self.said
        return said or f"C’est fait : {self.label.lower()}."

    def conditions(self, thing):
        asked = [test for test in self.needs if _is_asked(test, thing)]
        return [Condition(_label(test), _problems(test, thing)) for test in asked]

    def problems(self, thing):
        return [p for condition in self.conditions(thing) for p in condition.problems]


def _is_asked(test, thing):
    when = getattr(test, "when", None)
    return when is None or bool(when(thing))


def _label(test):
    return getattr(test, "label", test.__name__)


def _problems(test, thing):
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
    """A mail `days` before `due_on` (negative: after it), while the thing stays in `state`."""

    state: str
    notice: outbox.Notice
    days: tuple
    field: str = "due_on"


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


class Stateful(models.Model):
    """What has a life. Subclasses give `state` with its choices, and may name their aggregate."""

    since_at = models.DateTimeField("dans cet état depuis", default=clock.now, editable=False)
    due_on = models.DateField("à faire avant le", null=True, blank=True, editable=False)
    version = models.PositiveIntegerField("version", default=1, editable=False)
    created_at = models.DateTimeField("créé le", default=clock.now, editable=False)

    class Meta:
        abstract = True

    @property
    def workflow(self):
        return WORKFLOWS[type(self)]

    @property
    def aggregate(self):
        """The root whose row is locked and whose journal tells this thing's life."""
        return self

    @property
    def rules_version(self):
        """The version of the rules that this thing obeys, as the journal keeps it."""
        return ""

    @property
    def hand(self):
        """Who holds the ball."""
        return self.workflow.hands.get(self.state, "")

    @property
    def is_final(self):
        return self.state in self.workflow.finals

    def due_date(self, code):
        """The due date that starts now for a deadline's code; topics read their dated rules."""
        raise NotImplementedError(code)


class Workflow:
    """The table of one noun; registered so that checks, clock, diagrams and tests can read it."""

    def __init__(self, model, *, path, hands, transitions, topic, timed=(), reminders=(), public=None):
        self.model = model
        self.path = path
        self.hands = hands
        self.topic = topic
        self.timed = timed
        self.reminders = reminders
        self.public = public or {}
        self.transitions = {t.name: t for t in transitions}
        self.states = dict(model._meta.get_field("state").choices)
        self.initial = model._meta.get_field("state").default
        self.finals = set(self.states) - {s for t in transitions for s in t.source}
        WORKFLOWS[model] = self

    def public_label(self, state):
        return self.public.get(state, self.states[state])

    def by_address(self, address):
        return next((t for t in self.transitions.values() if t.address == address), None)

    def offers(self, thing, user):
        """What `user` may do to `thing` in its present state, each with its conditions."""
        return [
            Offer(thing, t, t.conditions(thing))
            for t in self.transitions.values()
            if thing.state in t.source and t.by(user, thing)
        ]

    def fire(self, thing, name, *, by=None, expected_version=None, **data):
        """Move `thing` along, or raise Refused. `by=None` is the clock (BR-24)."""
        transition = self.transitions[name]
        with locked(thing, expected_version) as thing:
            self._authorise(thing, transition, by)
            source = thing.state
            thing.state, thing.since_at = transition.target, clock.now()
            if transition.target != source:
                thing.due_on = None
            if transition.due:
                thing.due_on = thing.due_date(transition.due)
            extra = (transition.then(thing, by=by, **data) if transition.then else None) or {}
            thing.version += 1
            thing.save()
            entry = journal.write(
                thing,
                by=by,
                act=name,
                sentence=f"{by or 'L’horloge'} {transition.past or 'a fait : ' + transition.label}.",
                source=source,
                target=thing.state,
                reason=data.get("reason", ""),
                rules=thing.rules_version,
                data=extra,
            )
            for notice in transition.tells:
                outbox.write(notice, thing, entry, topic=self.topic)
            if transition.after:
                transition.after(thing, by=by)
        return thing

    def _authorise(self, thing, transition, by):
        if thing.state not in transition.source:
            raise Refused(Problem("state", self._too_late(thing)))
        if by is None and not transition.by.is_clock:
            raise Forbidden(Problem("forbidden", "Cette étape appartient à une personne."))
        if by is not None and not transition.by(by, thing):
            label = transition.by.label
            raise Forbidden(
                Problem("forbidden", f"Seul {label} peut « {transition.label.lower()} »." if label else "")
            )
        if problems := transition.problems(thing):
            raise Refused(*problems)

    def _too_late(self, thing):
        return f"Cette étape n’est pas possible : l’état est « {thing.get_state_display()} »."

    def run_timed(self):
        """Fire what time alone decides; returns what moved. A refusal leaves the thing for tomorrow."""
        moved = []
        for timed in self.timed:
            transition = self.transitions[timed.name]
            rows = self.model._base_manager.filter(Q(state__in=transition.source), timed.when())
            for thing in rows.order_by("pk"):
                try:
                    moved.append(self.fire(thing, timed.name))
                except Refused:
                    continue
                except Exception:
                    logger.exception("clock: %s of %s %s", timed.name, journal.kind(thing), thing.pk)
        return moved

    def run_reminders(self):
        """Queue each reminder whose threshold is reached, once; a missed day is caught up."""
        for reminder in self.reminders:
            rows = {"state": reminder.state, f"{reminder.field}__isnull": False}
            for thing in self.model._base_manager.filter(**rows):
                left = (getattr(thing, reminder.field) - clock.today()).days
                if reached := [days for days in reminder.days if left <= days]:
                    outbox.remind(reminder, thing, min(reached), topic=self.topic)


@contextmanager
def locked(thing, expected_version=None):
    """One transaction around a change: lock the aggregate's row, re-read, compare the version."""
    with transaction.atomic():
        root = thing.aggregate
        root = type(root)._base_manager.select_for_update().get(pk=root.pk)
        if type(root) is not type(thing) or root.pk != thing.pk:
            root = type(thing)._base_manager.get(pk=thing.pk)
        if expected_version is not None and root.version != expected_version:
            raise Stale(root)
        yield root


@contextmanager
def acting(thing, *, by, act, sentence, expected_version=None, reason="", data=None):
    """A change that moves no state: same lock, version and journal as a transition.

    Yields the re-read thing; side rows are written inside. `sentence` completes the actor's
    name: « a versé la lettre d’engagement ». `data` may be filled inside (a dict).
    """
    data = {} if data is None else data
    with locked(thing, expected_version) as current:
        yield current
        current.version += 1
        current.save()
        journal.write(
            current,
            by=by,
            act=act,
            sentence=f"{by or 'L’horloge'} {sentence}.",
            source=current.state,
            target=current.state,
            reason=reason,
            rules=current.rules_version,
            data=data,
        )
    thing.version = current.version
