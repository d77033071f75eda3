"""Mail forecast: queued mails, reminders and timed acts of the days to come, by the code that sends them."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.apps import apps
from django.db.models import Case, IntegerField, Q, Value, When

from portal.core import clock
from portal.core.read_once import reading_once
from portal.mail_desk import audience, forecast_schedule, hold_actions
from portal.mail_desk.models import Hold
from portal.notifications import outbox, quiet_hours
from portal.notifications.models import Message
from portal.ui.words import day as in_words
from portal.workflow import WORKFLOWS

DAYS = 30
QUEUED, REMINDER, ACT = "file", "rappel", "acte"


@dataclass(frozen=True)
class Coming:
    """Mails of one type about one thing on one day, to `people` (keys); `hold` keeps them until then."""

    day: date
    key: str
    thing: object
    origin: str
    cause: str  # what makes it leave that day
    people: frozenset = frozenset()
    message: Message | None = None
    hold: Hold | None = None
    addresses: int = 0  # people without an account
    is_grouped: bool = False  # in the mail of a morning, as these people chose
    kept: frozenset = frozenset()  # those who read it in the portal alone

    @property
    def notice(self):
        return outbox.NOTICES.get(self.key)

    @property
    def ready_at(self):
        """When it may be told: a reminder at its hour, an act as soon as the day comes."""
        start = (
            quiet_hours.at(self.day, outbox.MORNING)
            if self.origin == REMINDER
            else quiet_hours.start_of(self.day)
        )
        return max(start, clock.now())

    @property
    def starts_on(self):
        """The day from which it may leave."""
        return max(self.day, self.hold.until_on) if self.hold else self.day

    @property
    def count(self):
        return len(self.people) + self.addresses


@reading_once()
def coming(*, days=DAYS, key=None):
    """Every Coming from today on, the nearest first, in as many queries for one thing as for all.

    What a step would lead to in turn is not there, nor an act of the clock whose condition is
    missing that day: a forecast tells what stands today, as each person chose to receive it.
    """
    start = clock.today()
    end = start + timedelta(days)
    rows = [*_reminders(start, end, key), *_acts(start, end, key)]
    people = audience.recipients_of([(row.notice, row.thing) for row in rows])
    rows = [replace(row, people=some) for row, some in zip(rows, people, strict=True) if some]
    holds = _holds()
    rows = [_postponed(row, holds) for row in (*rows, *_queued(start, end, key))]
    return sorted(
        (row for row in forecast_schedule.paced(rows) if row.day <= end),
        key=lambda row: (row.day, row.key, str(row.thing.pk)),
    )


def _holds():
    return list(Hold.objects.filter(hold_actions.in_force()).order_by("-until_on"))


def _postponed(row, holds):
    """Kept back, it waits for the last day of the longest hold that it meets."""
    for hold in holds:
        if hold_actions.covers(
            hold, row.key, row.thing._meta.label_lower, row.thing.pk, row.message
        ):
            return replace(row, hold=hold)
    return row


def _tables(key):
    """Each table, with the notices that are asked for."""
    for table in WORKFLOWS.values():
        yield table, (lambda notice: key is None or notice.key == key)


def _reminders(start, end, key):
    """Those that a daily clock would queue, less those that it has queued."""
    found = []
    for table, is_asked in _tables(key):
        for reminder in table.reminders:
            if is_asked(reminder.notice):
                for thing in table.reminded(reminder):
                    found += _of_a_thing(reminder, thing, start, end)
    events = [event for _row, event in found]
    done = set(Message.objects.filter(event_key__in=events).values_list("event_key", flat=True))
    return [row for row, event in found if event not in done]


def _of_a_thing(reminder, thing, start, end):
    return [
        (
            Coming(day, reminder.notice.key, thing, REMINDER, _cause(reminder, thing, days)),
            reminder.event_key(thing, days),
        )
        for day, days in reminder.to_come(thing, start, end)
        if _holds_on(day, reminder.notice, thing)
    ]


def _cause(reminder, thing, days):
    count = f"{abs(days)} jour{'s' if abs(days) > 1 else ''}"
    when = f"{count} {'avant' if days > 0 else 'après'}" if days else "Le jour même\u00a0:"
    return f"Rappel. {when} le {in_words(getattr(thing, reminder.field))}."


def on(day):
    """At the hour when reminders leave."""
    return clock.at(datetime.combine(day, outbox.MORNING, tzinfo=clock.PARIS))


def _holds_on(day, notice, thing):
    if notice.still is None:  # nothing depends on the day
        return notice.holds(thing)
    with on(day):
        return notice.holds(thing)


def _acts(start, end, key):
    """Mails of the acts that time alone decides, on the first day when their date is reached."""
    found = []
    for table, is_asked in _tables(key):
        for timed in table.timed:
            step = table.transitions[timed.name]
            told = [notice for notice in step.tells if is_asked(notice)]
            for thing, day in _fired(table, timed, step, start, end) if told else ():
                cause = f"L’horloge\u00a0: {step.label.lower()}."
                found += [Coming(day, one.key, thing, ACT, cause) for one in told]
    return found


def _fired(table, timed, step, start, end):
    """(thing, day) of what `timed` would move: its condition of each day, all in one question."""
    days = [start + timedelta(n) for n in range((end - start).days + 1)]
    whens = []
    for number, day in enumerate(days):
        with on(day):
            when = timed.when()
        if not when:  # no date: it is decided as soon as the conditions of the step are met
            return
        whens.append(When(when, then=Value(number)))
    rows = table.model._base_manager.filter(state__in=step.source)
    rows = rows.annotate(reached=Case(*whens, output_field=IntegerField()))
    rows = rows.filter(Q(reached__isnull=False)).order_by("pk", "reached")
    seen = set()
    for thing in rows.prefetch_related(*table.reading):
        day = days[thing.reached]
        with on(day):
            is_refused = thing.pk in seen or step.is_refused(thing)
        if not is_refused:
            seen.add(thing.pk)
            yield thing, day


def _queued(start, end, key):
    """What waits in the outbox, less what would be dropped today."""
    rows = Message.objects.filter(state=Message.State.PENDING, not_before__lt=_midnight(end))
    rows = rows.filter(notice=key) if key else rows
    rows = list(rows.select_related("person").order_by("not_before", "pk"))
    things = _things(rows)
    for message in rows:
        thing = things.get((message.thing_type, message.thing_id))
        notice = outbox.NOTICES.get(message.notice)
        is_open = message.person is None or message.person.is_active
        if thing is not None and is_open and (notice is None or notice.holds(thing)):
            yield _of_a_message(message, thing, start)


def _of_a_message(message, thing, start):
    day = message.not_before.astimezone(clock.PARIS).date()
    cause = "Il attend dans la file\u00a0: l’événement a eu lieu."
    if message.attempts:
        cause = f"Il est essayé de nouveau, après {message.attempts} essais."
    people = frozenset((message.person_id,)) if message.person_id else frozenset()
    return Coming(
        max(day, start),
        message.notice,
        thing,
        QUEUED,
        cause,
        people,
        message,
        addresses=int(not people),
    )


def _things(messages):
    """{(type, key): thing}: one question a type."""
    keys = {}
    for message in messages:
        keys.setdefault(message.thing_type, set()).add(message.thing_id)
    found = {}
    for name, some in keys.items():
        model = apps.get_model(name)
        table = WORKFLOWS.get(model)
        rows = model._base_manager.filter(pk__in=some)
        rows = rows.prefetch_related(*table.reading) if table else rows
        found |= {(name, thing.pk): thing for thing in rows}
    return found


def _midnight(day):
    return datetime.combine(day + timedelta(1), time(0), tzinfo=clock.PARIS)
