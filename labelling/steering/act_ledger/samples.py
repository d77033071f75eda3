"""Sample of the times of acts: which acts a person of the office is asked about, what they declare, put off."""

from collections import Counter
from datetime import timedelta

from django.db import transaction

from labelling.steering.act_ledger.acts import known_acts, unwritten
from labelling.steering.act_ledger.counts import lines_of
from labelling.steering.act_ledger.models import LONGEST, ActTime, ActTimeSample, this_month
from labelling.steering.act_ledger.rules import declarer
from portal.core import clock
from portal.core.working_days import add_months
from portal.ui import words
from portal.workflow import Forbidden, Problem, Refused, audit_log

MOST = 10  # acts of a sample
LATER = timedelta(days=7)


def last_month():
    return add_months(this_month(), -1)


def offered(person, month):
    """[(KnownAct, how often)] of what this person did most in a month, what they did most first."""
    done = Counter((kind, act) for _, _, kind, act, *_ in lines_of(month, actor=person))
    done.pop((ActTimeSample._meta.label_lower, "declare_times"), None)
    known = known_acts()
    rows = sorted(done.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]
    return [(known.get(key) or unwritten(*key), many) for key, many in rows]


def sample_of(person, month):
    """The sample of a person for a month, or None."""
    rows = ActTimeSample.objects.visible_to(person).filter(person=person, month=month)
    return rows.prefetch_related("times").first()


def last_said(person):
    """{(kind, act): (before, now)} of the latest declaration of this person about each act."""
    rows = ActTime.objects.visible_to(person).filter(sample__person=person)
    told = rows.filter(sample__declared_at__isnull=False).order_by("sample__month")
    return {
        (kind, act): (before, now)
        for kind, act, before, now in told.values_list(
            "kind", "act", "minutes_before", "minutes_now"
        )
    }


@transaction.atomic
def declare(month, times, *, by):
    """Write the sample of a month, in place of what this person said of it.

    `times`: {(kind, act): (minutes before or None, minutes now)}, of acts that they did then. Its row is the lock.
    """
    _only_the_office(by)
    asked = {one.key for one, _many in offered(by, month)}
    if not times:
        raise Refused(Problem("empty", "Donnez le temps d’un acte au moins."))
    if not asked.issuperset(times):
        raise Refused(Problem("not_done", "Vous n’avez pas fait cet acte ce mois-là."))
    if any(minutes > LONGEST for pair in times.values() for minutes in pair if minutes):
        raise Refused(Problem("too_long", f"Un acte prend {LONGEST} minutes au plus."))
    sample, _ = ActTimeSample.objects.update_or_create(
        person=by, month=month, defaults={"declared_at": clock.now(), "put_off_until": None}
    )
    sample.times.all().delete()
    ActTime.objects.bulk_create(
        ActTime(sample=sample, kind=kind, act=act, minutes_before=before, minutes_now=now)
        for (kind, act), (before, now) in times.items()
    )
    many = words.count(len(times), "acte", "actes")
    audit_log.write(
        sample,
        by=by,
        act="declare_times",
        sentence=f"{by} a déclaré le temps de {many}, {words.month(month)}.",
    )
    return sample


@transaction.atomic
def put_off(month, *, by):
    """Ask again in a week; what is declared already is not put off."""
    _only_the_office(by)
    sample, _ = ActTimeSample.objects.select_for_update(of=("self",)).get_or_create(
        person=by, month=month, defaults={"put_off_until": clock.today() + LATER}
    )
    if sample.declared_at:
        raise Refused(Problem("declared", "Vous avez déjà déclaré le temps de ce mois."))
    sample.put_off_until = clock.today() + LATER
    sample.save(update_fields=["put_off_until"])
    return sample


def _only_the_office(by):
    if not declarer(by, None):
        raise Forbidden(Problem("forbidden", f"Seul {declarer.label} déclare ces temps."))
