"""Outbox: messages written in the transaction of an act, re-checked when they leave (BR-96).

What is told is written here; how, when and to whom it leaves is in `portal.notifications`.
"""

from datetime import datetime

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Cast, Concat

from portal.core import clock
from portal.notifications import recipients
from portal.notifications.delivery import RETRIES, deliver_due
from portal.notifications.models import Mailbox, MailChoice, Message, Why
from portal.notifications.notices import NOTICES, Notice, template_of
from portal.notifications.quiet_hours import MORNING
from portal.notifications.rendering import render_message, render_template

__all__ = (
    "FORGOTTEN",
    "NOTICES",
    "RETRIES",
    "MailChoice",
    "Mailbox",
    "Message",
    "Notice",
    "deliver_due",
    "forget",
    "morning",
    "remind",
    "render_message",
    "render_template",
    "settle_replayed",
    "template_of",
    "write",
    "write_once",
    "write_to_address",
    "write_to_addresses",
)
FORGOTTEN = "@oubli.invalid"  # in the place of an address: nobody's (RFC 2606)


def write(notice, thing, entry, *, topic):
    """Queue `notice` for its people, in the transaction of the act."""
    _queue(notice, thing, f"{notice.key}:{thing._meta.label_lower}:{thing.pk}:{entry.seq}", topic)


def write_once(notice, thing, *, key, topic):
    """Queue `notice` for its people where no journal tells the event; a repetition of `key` is one mail."""
    _queue(notice, thing, f"{notice.key}:{key}", topic)


def remind(reminder, thing, days, *, topic):
    key = reminder.event_key(thing, days)
    _queue(reminder.notice, thing, key, topic, not_before=max(clock.now(), morning()))


def write_to_address(notice, thing, address, *, key, topic):
    """Queue `notice` for somebody without an account, in the transaction of the act.

    `key` names the event once (a repetition is one mail). `notice.still` is the only right asked
    again at sending: whatever the text says must be that person's own.
    """
    write_to_addresses(notice, [(thing, address, key)], topic=topic)


def write_to_addresses(notice, rows, *, topic):
    """The same for many at once: `rows` are (thing, address, key); as many queries for one as for all."""
    messages = [
        Message(
            event_key=f"{notice.key}:{key}",
            address=address.lower(),
            **_kind(notice, thing, topic),
        )
        for thing, address, key in rows
    ]
    Message.objects.bulk_create(messages, ignore_conflicts=True, batch_size=500)


def morning():
    """Reminders leave at 8 in Paris, whatever the season."""
    return datetime.combine(clock.today(), MORNING, tzinfo=clock.PARIS)


def _queue(notice, thing, key, topic, not_before=None):
    now, facts = clock.now(), _kind(notice, thing, topic) | _named(thing)
    starts = not_before or now
    times = {"created_at": now, "ready_at": starts, "not_before": starts}
    Message.objects.bulk_create(
        [
            Message(event_key=key, person_id=one, **facts, **times)
            for one in recipients.keys(notice.to, thing)
        ],
        ignore_conflicts=True,
    )


def _kind(notice, thing, topic):
    return {
        "notice": notice.key,
        "template": template_of(notice, topic),
        "thing_type": thing._meta.label_lower,
        "thing_id": thing.pk,
    }


def _named(thing):
    """What the list of a person's messages says of it before the mail has its words."""
    root = getattr(thing, "aggregate", thing)
    return {"about": f"{root._meta.label_lower}:{root.pk}", "name": str(thing)[:200]}


def forget(messages):
    """Take from mails what they said and the addresses of strangers; their rows stay, for the counts.

    One that has not left will not.
    """
    waiting = messages.filter(state=Message.State.PENDING)
    waiting.update(state=Message.State.DROPPED, dropped_for=Why.ERASED)
    masked = Concat(Cast("pk", models.CharField()), Value(FORGOTTEN))
    messages.filter(person=None).update(address=masked)
    messages.update(subject="", body="", error="", name="")


def settle_replayed(before):
    """A replay must not send years of mail: what is older stays in the portal, as read then."""
    old = Message.objects.filter(state=Message.State.PENDING, created_at__lt=before)
    read = {"read_at": F("created_at"), "error": "rejoué par un scénario"}
    old.update(state=Message.State.KEPT, **read)
