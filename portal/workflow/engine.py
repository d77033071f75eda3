"""Workflow engine: fires transitions under a lock, with their guards, audit log and notices."""

import logging
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import replace

from django.db import models, transaction
from django.db.models import Model, Q

from portal.access.rules import Person
from portal.core import clock
from portal.notifications import outbox
from portal.workflow import audit_log, facts, tables
from portal.workflow.querysets import part, stored
from portal.workflow.tables import Forbidden, Offer, Problem, Refused, Stale
from portal.workflow.turns import Turning

logger = logging.getLogger("portal.workflow")
WORKFLOWS = {}


class Stateful(Turning, models.Model):
    """What has a life. Subclasses give `state` with its choices, and may name their aggregate."""

    since_at = models.DateTimeField("dans cet état depuis", default=clock.now, editable=False)
    due_on = models.DateField("à faire avant le", null=True, blank=True, editable=False)
    version = models.PositiveIntegerField("version", default=1, editable=False)
    created_at = models.DateTimeField("créé le", default=clock.now, editable=False)

    read_with = ()  # paths of what each step reads beside the row: whom it is about
    part_of = ""  # the key of its aggregate, where it is not its own
    told_from = None  # the day before which no reminder is owed
    is_gone = False  # taken back with what it came from: nothing is written on it any more

    class Meta:
        abstract = True

    @property
    def workflow(self):
        return WORKFLOWS[type(self)]

    @property
    def aggregate(self):
        """The root whose row is locked and whose journal tells this thing's life."""
        return getattr(self, self.part_of) if self.part_of else self

    @property
    def rules_version(self):
        """The version of the rules that this thing obeys, as the journal keeps it."""
        return ""

    @property
    def is_final(self):
        return self.state in self.workflow.finals

    def due_date(self, code):
        """The due date that starts now for a deadline's code; topics read their dated rules."""
        raise NotImplementedError(code)

    def reminder_days(self, code):
        """Days before a date at which people are reminded, by the thing's dated rules."""
        raise NotImplementedError(code)


class Workflow:
    """The table of one noun; registered so that checks, clock, diagrams and tests can read it."""

    def __init__(
        self,
        model,
        *,
        path,
        hands,
        transitions,
        dated=None,
        undated=None,
        topic,
        timed=(),
        reminders=(),
        public=None,
        may_mend=None,
        reading=(),
        holders=None,
        leads=None,
    ):
        self.model = model
        self.path = path
        self.hands = hands
        # {state: where its date comes from, unless `due` of each act that leads there}
        self.dated = dated or {}
        self.undated = undated or {}  # {state: why it waits for somebody without a date}
        self.holders = holders or {}  # {word of `hands`: the rule of who that is}
        self.leads = (
            leads or {}
        )  # {state: the step that leads, where its conditions say whose turn it is}
        self.settle = lambda thing: None  # whose turn it is, where columns keep it
        self.topic = topic
        self.timed = timed
        self.reminders = reminders
        self.public = public or {}
        self.may_mend = may_mend  # (user, thing, address): may this person write there?
        self.reading = reading  # what its reminders read of others, to read it once for all
        self.followers = []
        self.transitions = {t.name: t for t in transitions}
        self.states = dict(model._meta.get_field("state").choices)
        self.initial = model._meta.get_field("state").default
        self.finals = set(self.states) - {s for t in transitions if not t.undoes for s in t.source}
        WORKFLOWS[model] = self

    def follow(self, follower: Callable) -> Callable:
        """A later topic keeps its own things in step: `follower(thing, by=…, entry=…)`.

        Called last in the transaction of every step of this noun: both happen, or neither.
        """
        self.followers.append(follower)
        return follower

    def public_label(self, state: str) -> str:
        return self.public.get(state, self.states[state])

    def by_address(self, address: str) -> tables.Transition | None:
        return next((t for t in self.transitions.values() if t.address == address), None)

    def offers(self, thing: Model, user: Person) -> list[Offer]:
        """What `user` may do to `thing` in its present state, each with its conditions."""
        mine = [] if thing.is_gone else [t for t in self.leaving(thing.state) if t.by(user, thing)]
        return [Offer(thing, t, self.conditions(thing, t, user)) for t in mine]

    def leaving(self, state: str) -> list[tables.Transition]:
        """The rows of this state, those that lead back on the main line after the others."""
        place = {one: rank for rank, one in enumerate(self.path)}
        here = place.get(state, 0)
        rows = [t for t in self.transitions.values() if state in t.source]
        return sorted(rows, key=lambda t: place.get(t.target, here) < here)

    def conditions(
        self, thing: Model, transition: tables.Transition, user: Person
    ) -> list[tables.Condition]:
        """What a step asks for, as `user` reads it: links that mend only where they may write."""
        found = transition.conditions(thing)
        return [replace(c, problems=self.mendable(thing, c.problems, user)) for c in found]

    def mendable(self, thing: Model, problems: Iterable[Problem], user: Person) -> tuple:
        """The same problems: where `user` may not write, the sentence without its link."""
        if self.may_mend is None:
            return tuple(problems)
        return tuple(
            replace(p, mend="") if p.mend and not self.may_mend(user, thing, p.mend) else p
            for p in problems
        )

    def fire(self, thing: Model, name: str, *, by=None, expected_version=None, **data) -> Model:
        """Move `thing` along, or raise Refused. `by=None` is the clock (BR-24)."""
        transition = self.transitions[name]
        with locked(thing) as thing:
            self._authorise(thing, transition, by, expected_version)
            source, before = thing.state, facts.read_facts(thing)
            thing.state, thing.since_at = transition.target, clock.now()
            if transition.target != source:
                thing.due_on = None
            if transition.due:
                thing.due_on = thing.due_date(transition.due)
            extra = (transition.then(thing, by=by, **data) if transition.then else None) or {}
            thing.version += 1
            thing.save()
            entry = audit_log.write(
                thing,
                by=by,
                act=name,
                sentence=f"{by or 'Le portail'} {transition.past or 'a fait\u00a0: ' + transition.label}.",
                source=source,
                target=thing.state,
                reason=data.get("reason", ""),
                rules=thing.rules_version,
                data=extra | facts.changed(before, thing),
            )
            for notice in transition.tells:
                outbox.write(notice, thing, entry, topic=self.topic)
            if transition.after:
                transition.after(thing, by=by)
            for follower in self.followers:
                follower(thing, by=by, entry=entry)
        return thing

    def _authorise(self, thing, transition, by, expected_version):
        """Whose act, then the state, the version, the guards: 403 tells a stranger nothing of the rest."""
        self._entitle(thing, transition, by)
        if too_late := self.too_late(thing, transition):
            raise Refused(too_late, thing=thing)
        _same_version(thing, expected_version)
        if problems := transition.problems(thing):
            raise Refused(*problems, thing=thing)

    def _entitle(self, thing, transition, by):
        if by is None and not transition.by.is_clock:
            raise Forbidden("Cette étape appartient à une personne.", thing=thing)
        if by is not None and not transition.by(by, thing):
            label = transition.by.label
            said = f"Seul {label} peut «\u00a0{transition.label.lower()}\u00a0»." if label else ""
            raise Forbidden(transition.by.refusal(by, thing) or said, thing=thing)

    def too_late(self, thing: Model, transition: tables.Transition) -> Problem | None:
        """The problem of a step that does not leave from where the thing is, or None."""
        if thing.state in transition.source:
            return None
        said = f"Cette étape n’est pas possible\u00a0: l’état est «\u00a0{thing.get_state_display()}\u00a0»."
        return Problem("state", said)

    def run_timed(self):
        """Fire what time alone decides; returns what moved. A refusal leaves the thing for tomorrow."""
        moved = []
        for timed in self.timed:
            transition = self.transitions[timed.name]
            rows = self.model._default_manager.filter(Q(state__in=transition.source), timed.when())
            for thing in rows.order_by("pk"):
                try:
                    moved.append(self.fire(thing, timed.name))
                except Refused:
                    continue
                except Exception:
                    logger.exception(
                        "clock: %s of %s %s", timed.name, audit_log.kind(thing), thing.pk
                    )
        return moved

    def run_reminders(self):
        """Queue each reminder whose threshold is reached, once; a missed day is caught up."""
        things = {field: list(self.reminded(field)) for field in {r.field for r in self.reminders}}
        for reminder in self.reminders:
            for thing in (one for one in things[reminder.field] if one.state == reminder.state):
                days = reminder.reached(thing, clock.today())
                if days is not None:
                    outbox.remind(reminder, thing, days, topic=self.topic)

    def reminded(self, field):
        """The things that the reminders of a date may be about, with what their texts and their days read."""
        states = [one.state for one in self.reminders if one.field == field]
        rows = {"state__in": states, f"{field}__isnull": False}
        return self.model._default_manager.filter(**rows).prefetch_related(*self.reading)


@contextmanager
def locked(thing: Model, expected_version: int | None = None) -> Generator[Model]:
    """One transaction around a change: lock the aggregate's row, re-read, compare the version."""
    with transaction.atomic():
        root = thing.aggregate
        root = stored(root).select_for_update(of=("self",)).get()
        if type(root) is not type(thing) or root.pk != thing.pk:
            root = part(thing, root)
        _same_version(root, expected_version)
        yield root


def _same_version(thing, expected):
    if thing.is_gone:
        raise Refused(Problem("gone", "La reprise en est annulée\u00a0: rien ne s’y écrit plus."))
    if expected is not None and thing.version != expected:
        raise Stale(thing)


@contextmanager
def acting(
    thing: Model,
    *,
    by: Person | None,
    act: str,
    sentence: str,
    expected_version: int | None = None,
    reason: str = "",
    data: dict | None = None,
    is_quiet: bool = False,
) -> Generator[Model]:
    """A change that moves no state: same lock, version and journal as a transition.

    Yields the re-read thing; side rows are written inside. `sentence` completes the actor's
    name: « a versé la lettre d’engagement ». `data` may be filled inside (a dict). A quiet save
    adds no line while one of the same editing period tells it already.
    """
    data = {} if data is None else data
    sentence = f"{by or 'Le portail'} {sentence}."
    with locked(thing, expected_version) as current:
        before = facts.read_facts(current)
        yield current
        current.version += 1
        current.save()
        if not (is_quiet and audit_log.is_told(current, by, act, sentence, data)):
            audit_log.write(
                current,
                by=by,
                act=act,
                sentence=sentence,
                source=current.state,
                target=current.state,
                reason=reason,
                rules=current.rules_version,
                data=data | facts.changed(before, current),
            )
    thing.version = current.version
