"""Forecast pages: mails to come by day and type, with recipients, cause and text."""

from dataclasses import dataclass
from itertools import groupby

from portal.mail_desk.catalogue import kinds, title
from portal.mail_desk.forecast import listing, querysets
from portal.notifications import outbox
from portal.notifications.models import Message
from portal.search.french import sort_key
from portal.workflow import WORKFLOWS

NAMES = 12  # people named in a line
RIGHT = "Qui n’a plus le droit de voir la page ne le reçoit pas."
ASKED = "Ce que le courriel annonce est vérifié de nouveau au départ."


@dataclass(frozen=True)
class Kind:
    """A line of a day: a type, how many people and things."""

    key: str
    title: str
    people: int
    things: int
    origin: str
    is_held: bool
    grouped: int = 0  # of these people, those whose mail of the morning holds it


@dataclass(frozen=True)
class Target:
    """What a Coming is about, as a mail names it."""

    row: listing.Coming

    @property
    def thing_type(self):
        return self.row.thing._meta.label_lower

    @property
    def thing_id(self):
        return self.row.thing.pk


def people(rows):
    """Mails: one a person and event."""
    return sum(row.count for row in rows)


def people_keys(rows):
    return {key for row in rows for key in row.people}


def by_day(rows):
    """[(day, [Kind])] from rows in order."""
    return [
        (day, [_kind(key, list(same)) for key, same in groupby(some, lambda row: row.key)])
        for day, some in groupby(rows, lambda row: row.day)
    ]


def summary():
    """([(day, [Kind])], mails) of the days to come."""
    rows = listing.coming()
    return by_day(rows), people(rows)


def _kind(key, rows):
    things = len({(Target(row).thing_type, row.thing.pk) for row in rows})
    origins = sorted({row.origin for row in rows})
    is_held = any(row.hold for row in rows)
    grouped = people(row for row in rows if row.is_grouped)
    return Kind(key, title(key), people(rows), things, ", ".join(origins), is_held, grouped)


@dataclass(frozen=True)
class ForecastRow:
    """A Coming in words; a thing that its reader does not see has no name."""

    name: str
    url: str
    cause: str
    cancelled_by: list
    names: list
    more: int
    hold: object
    message: object
    is_grouped: bool
    kept: int  # people who read it in the portal alone


def describe_row(row, things, known, shared=()):
    """What stops all of them, `shared`, is said once above."""
    thing = things.get((Target(row).thing_type, row.thing.pk))
    names = sorted((str(known[key]) for key in row.people if key in known), key=sort_key)
    if row.message is not None and row.message.address:
        names = [row.message.address]
    return ForecastRow(
        str(thing) if thing else "",
        thing.get_absolute_url() if thing else "",
        row.cause,
        [said for said in cancelled_by(row) if said not in shared],
        names[:NAMES],
        len(names) - NAMES if len(names) > NAMES else 0,
        row.hold,
        row.message,
        row.is_grouped,
        len(row.kept),
    )


def shared_stops(rows):
    """The sentences that all of these rows have in common, in order."""
    each = [cancelled_by(row) for row in rows]
    return [said for said in each[0] if all(said in one for one in each)]


def cancelled_by(row):
    """Sentences: what would stop it before it leaves."""
    found = []
    table = WORKFLOWS.get(type(row.thing))
    if row.origin != listing.QUEUED and table is not None:
        state = table.states[row.thing.state]
        found.append(
            f"Il ne part pas si l’état n’est plus «\u00a0{state}\u00a0», ou si la date change."
        )
    notice = row.notice
    if notice is not None and (notice.still or notice.dates):
        found.append(ASKED)
    return [*found, RIGHT]


def sample(rows, things, known):
    """{subject, body, whom} of the first that the reader may read, as it would leave that day."""
    for row in rows:
        target = Target(row)
        thing = things.get((target.thing_type, target.thing_id))
        person = next((known[key] for key in sorted(row.people) if key in known), None)
        if thing is not None and row.key in kinds() and (person or row.message):
            message = row.message or Message(
                notice=row.key, person=person, template=kinds()[row.key][1]
            )
            with querysets.on(row.day):
                subject, body, _version = outbox.render_message(message, row.thing)
            return {"subject": subject, "body": body, "whom": person or message.address}
    return None


def choices(key, thing, delivery=None):
    """[(code, words, what `hold_actions.hold` takes)]: the narrowest first."""
    found = []
    if delivery is not None:
        message = Message.objects.get(pk=delivery.pk)
        found.append(("courriel", "Ce courriel seul", {"message": message}))
    if thing is not None:
        said = f"Les courriels «\u00a0{title(key)}\u00a0» pour {thing}"
        found.append(("type-chose", said, {"notice": key, "thing": thing}))
        found.append(("chose", f"Tous les courriels pour {thing}", {"thing": thing}))
    return [*found, ("type", f"Tous les courriels «\u00a0{title(key)}\u00a0»", {"notice": key})]
