"""Quiet line of the home of the office, at the start of a month: the times of the acts of the month before."""

from datetime import datetime, time

from django.db.models import Exists, Q
from django.urls import reverse

from labelling.steering.act_ledger.models import ActTimeSample, this_month
from labelling.steering.act_ledger.rules import declarer
from labelling.steering.act_ledger.samples import last_month
from portal.core import clock
from portal.models import User
from portal.ui import words
from portal.web.worklist import WATCH, Task, source
from portal.workflow.audit_log import Entry

UNTIL = 20  # day of the month after which nobody is asked
UNDATED = "c’est à votre convenance, une fois par mois"


def _tell(_user, _person):
    return Task(
        WATCH,
        f"Dire le temps de vos actes {words.of(words.month(last_month()))}",
        "Deux minutes, une fois par mois",
        reverse("labelling:act_times"),
        "vous",
        button="Répondre",
        undated=UNDATED,
    )


@source(tell=_tell, most=1)
def to_sample(user):
    """A row that is the person themselves, who did something last month and has neither said nor put off its time."""
    if not declarer(user, None) or clock.today().day > UNTIL:
        return None
    start = datetime.combine(last_month(), time(), tzinfo=clock.PARIS)
    end = datetime.combine(this_month(), time(), tzinfo=clock.PARIS)
    acts = Entry.objects.filter(actor=user.pk, at__gte=start, at__lt=end)
    over = Q(declared_at__isnull=False) | Q(put_off_until__gt=clock.today())
    said = ActTimeSample.objects.visible_to(user).filter(over, person=user.pk, month=last_month())
    return User.objects.filter(Exists(acts), pk=user.pk).exclude(Exists(said))
