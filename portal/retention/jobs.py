"""Retention job: a bounded number of things a day, with a proof of each batch (BR-93)."""

import logging

from django.db import transaction

from portal.core import clock
from portal.retention import durations
from portal.retention.models import Erasure
from portal.workflow import audit_log

BATCH, BATCHES = 100, 50  # 5,000 things of a kind a day: a long-stopped worker catches up in days
DECIDED = "effacement décidé"
logger = logging.getLogger("portal.retention")


class Left(Exception):
    """Some things could not be ended; the others were."""


def run(keeping):
    """End what is over; how many. A thing that resists stays, is named in the log by its key, and fails the job."""
    last, done, left = 0, 0, []
    for _ in range(BATCHES):
        keys = list(
            keeping.due().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
        )
        if not keys:
            break
        last = keys[-1]
        done += _batch(keeping, keys, left)
    if left:
        raise Left(f"{keeping.code}: {len(left)} left")
    return done


@transaction.atomic
def _batch(keeping, keys, left):
    """The rows still due, under lock: a second clock finds them gone."""
    rows = keeping.due().select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    ended = _ended_together(keeping, rows) if keeping.deed_of_many else []
    if not ended:
        ended = _ended_one_by_one(keeping, rows.all(), left)
    if ended:
        prove(keeping, ended)
    return len(ended)


def _ended_together(keeping, rows):
    """The names of all, or none when one resists: each is then ended on its own."""
    names = [_name_of(thing) for thing in rows]
    try:
        with transaction.atomic():
            keeping.deed_of_many(list(rows))
    except Exception:
        logger.exception("retention: %s is ended one by one", keeping.code)
        return []
    return names


def _ended_one_by_one(keeping, rows, left):
    ended = []
    for thing in rows:
        key, name = thing.pk, _name_of(thing)
        try:
            with transaction.atomic():
                keeping.deed(thing)
        except Exception:
            logger.exception("retention: %s %s is kept", keeping.code, key)
            left.append(key)
        else:
            ended.append(name)
    return ended


def _name_of(thing):
    return getattr(thing, "reference", "")


def prove(keeping, ended, *, by=None, reason=""):
    """BR-93: how many, under which rule of which version; references of ours, never a name.

    The journal of the proof says who decided and why; `by` None is the clock.
    """
    proof = Erasure.objects.create(
        code=keeping.code,
        what=keeping.what,
        rule=f"{keeping.shown}, version du {durations.version().starts_on:%d/%m/%Y}",
        ending=DECIDED if by else keeping.ending,
        count=len(ended),
        references=[name for name in ended if name],
        done_on=clock.today(),
    )
    who = by or "Le portail"
    sentence = f"{who} a traité {len(ended)} ligne(s)\u00a0: {keeping.what.lower()}."
    count = {"count": len(ended)}
    audit_log.write(proof, by=by, act="retention", sentence=sentence, reason=reason, data=count)
    return proof
