"""Mail forecast: queued mails, reminders and timed acts of the days to come, by the code that sends them."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from portal.core import clock
from portal.core.read_once import reading_once
from portal.mail_desk import actions
from portal.mail_desk.forecast import querysets, recipients, schedule
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
    queue = _queue(end, key)
    tables = [_asked(table, key) for table in WORKFLOWS.values()]
    reached = querysets.reached(tables, start, end)
    things = querysets.read(reached, queue)
    rows = [*_reminders(tables, things, start, end), *_acts(tables, reached, things, start)]
    people = recipients.recipients_of([(row.notice, row.thing) for row in rows])
    rows = [replace(row, people=some) for row, some in zip(rows, people, strict=True) if some]
    holds = _holds()
    rows = [_postponed(row, holds) for row in (*rows, *_queued(queue, things, start))]
    return sorted(
        (row for row in schedule.paced(rows) if row.day <= end),
        key=lambda row: (row.day, row.key, str(row.thing.pk)),
    )


def _holds():
    return list(Hold.objects.filter(actions.in_force()).order_by("-until_on"))


def _postponed(row, holds):
    """Kept back, it waits for the last day of the longest hold that it meets."""
    for hold in holds:
        if actions.covers(hold, row.key, row.thing._meta.label_lower, row.thing.pk, row.message):
            return replace(row, hold=hold)
    return row


def _asked(table, key):
    """What time does to the things of a table: the reminders and acts whose mails are asked for."""
    steps = [(timed, table.transitions[timed.name]) for timed in table.timed]
    told = [
        (timed, step, [one for one in step.tells if key in (None, one.key)])
        for timed, step in steps
    ]
    return querysets.Asked(
        table,
        [one for one in table.reminders if key in (None, one.notice.key)],
        [one for one in told if one[2]],
    )


def _reminders(tables, things, start, end):
    """Those that a daily clock would queue, less those that it has queued."""
    found = []
    for asked in tables:
        for reminder in asked.reminders:
            for thing in things.of(asked.table.model):
                if asked.is_reminded(reminder, thing):
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


def _holds_on(day, notice, thing):
    if notice.still is None:  # nothing depends on the day
        return notice.holds(thing)
    with querysets.on(day):
        return notice.holds(thing)


def _acts(tables, reached, things, start):
    """Mails of the acts that time alone decides, on the first day when their date is reached."""
    found = []
    for asked in tables:
        for timed, step, told in asked.acts:
            cause = f"Le portail\u00a0: {step.label.lower()}."
            for thing, day in _fired(reached.acts[asked.table, timed], step, things, start):
                found += [Coming(day, one.key, thing, ACT, cause) for one in told]
    return found


def _fired(pairs, step, things, start):
    """(thing, day) of what the step would move: its condition of each day, in order."""
    seen = set()
    for (kind, key), number in pairs:
        thing, day = things.get(kind, key), start + timedelta(number)
        if thing is None or key in seen:
            continue
        with querysets.on(day):
            missing = step.first_missing(thing)
        if missing is None:
            seen.add(key)
            yield thing, day


def _queue(end, key):
    """What waits in the outbox."""
    rows = Message.objects.filter(state=Message.State.PENDING, not_before__lt=_midnight(end))
    rows = rows.filter(notice=key) if key else rows
    return list(rows.select_related("person").order_by("not_before", "pk"))


def _queued(queue, things, start):
    """The same, less what would be dropped today."""
    for message in queue:
        thing = things.get(message.thing_type, message.thing_id)
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


def _midnight(day):
    return datetime.combine(day + timedelta(1), time(0), tzinfo=clock.PARIS)
