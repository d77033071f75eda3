"""Subscriptions of a person: their choices, saved under a lock and applied to queued messages."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import OperationalError, transaction
from django.db.models import F

from portal.core import clock
from portal.notifications import schedule
from portal.notifications.catalogue import line
from portal.notifications.models import Mailbox, MailChoice, Message
from portal.workflow import Refused

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
