"""Subscriptions of a person: their choices, saved under a lock and applied to queued messages."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import OperationalError, transaction
from django.db.models import F

from portal.access import affiliations
from portal.core import clock
from portal.inbox import listing
from portal.notifications import schedule
from portal.notifications.catalogue import line
from portal.notifications.models import Mailbox, MailChoice, Message
from portal.workflow import Refused


def _read(rows):
    rows.filter(read_at=None).update(read_at=clock.now())


def _unread(rows):
    rows.update(read_at=None, done_at=None)


def _done(rows):
    _read(rows)
    rows.filter(done_at=None).update(done_at=clock.now())


def _undone(rows):
    rows.update(done_at=None)


MARKS = {"read": _read, "unread": _unread, "done": _done, "undone": _undone}
SAID = {
    "read": "Marqué comme lu.",
    "unread": "Marqué comme non lu.",
    "done": "Rangé dans «\u00a0Faits\u00a0».",
    "undone": "Remis dans la liste.",
}


def mark(user, act, key):
    """One message of the person; Message.DoesNotExist when it is not theirs."""
    row = Message.objects.visible_to(user).get(pk=key)
    MARKS[act](Message.objects.filter(pk=row.pk))
    affiliations.forget(user)


def mark_all(user, act, view, group):
    """All that one view lists, whatever the page."""
    rows = listing.read_list(user, view, group).order_by()
    MARKS[act](Message.objects.filter(pk__in=list(rows.values_list("pk", flat=True))))
    affiliations.forget(user)


AHEAD, BEHIND = timedelta(days=7), timedelta(days=30)
MOST = 1000
STATE = Message.State
BUSY = "Un courriel part vers vous en ce moment. Vos choix sont gardés ici\u00a0: enregistrez-les encore."


class Busy(Refused):
    """Nothing was saved: to be asked again."""

    code = "busy"


def mailbox_of(person):
    """The person's hours; those of the house, unsaved, until they choose."""
    return Mailbox.objects.filter(person=person).first() or Mailbox(person=person)


@transaction.atomic
def save(person, hours, paces):
    """Keep the hours (fields of Mailbox) and the paces ({notice: pace}) that are not as usual."""
    box = _locked(person)
    for name, value in hours.items():
        setattr(box, name, value)
    box.has_chosen = True
    box.save()
    usual = [key for key, pace in paces.items() if pace == line(key).grouping]
    MailChoice.objects.filter(person=person, notice__in=usual).delete()
    own = [
        MailChoice(person=person, notice=key, pace=pace)
        for key, pace in paces.items()
        if key not in usual
    ]
    MailChoice.objects.bulk_create(
        own, update_conflicts=True, unique_fields=("person", "notice"), update_fields=("pace",)
    )
    _decide_again(person)


@transaction.atomic
def resume(person):
    """End the pause today."""
    box = _locked(person)
    box.paused_until = None
    box.save(update_fields=["paused_until"])
    _decide_again(person)


def _locked(person):
    """Waits for the mail that is leaving to this person; Busy when its server takes too long."""
    try:
        with transaction.atomic():
            Mailbox.objects.get_or_create(person=person)
            return Mailbox.objects.select_for_update().get(person=person)
    except OperationalError as error:
        raise Busy(BUSY) from error


def _decide_again(person):
    """What waits is judged anew at the next turn of the worker; what was formed leaves as formed."""
    rows = Message.objects.filter(person=person, state=STATE.PENDING, carrier=None, attempts=0)
    rows.update(not_before=F("ready_at"), is_grouped=False)


@dataclass(frozen=True)
class Effect:
    """What these choices make: of what waits, within 7 days; of what was told in the last 30."""

    waiting: int
    mails: int
    past: int
    past_mails: int


def effect(person, box, paces):
    """For choices that are saved, or only shown yet."""
    now = clock.now()
    seen = schedule.plan_of(person, box)
    plan = schedule.Plan(box.hours, paces, seen.told)
    rows = Message.objects.filter(person=person)
    waiting = list(rows.filter(state=STATE.PENDING, carrier=None).order_by("pk")[:MOST])
    past = list(rows.filter(ready_at__range=(now - BEHIND, now)).order_by("-pk")[:MOST])
    was = schedule.Plan(box.hours, paces, frozenset())
    return Effect(
        len(waiting),
        schedule.count_mails(waiting, plan, now=now, until=now + AHEAD),
        len(past),
        schedule.count_mails(past, was),
    )
