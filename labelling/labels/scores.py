"""Scores of the last complete audit of each labelled organism, for anonymous means (BR-98)."""

from functools import lru_cache

from labelling.audits.models import Snapshot
from labelling.framework import scoring

WHOLE = ("implementation", "verification")  # the other audits look at a part of the framework
DONE = ("validated", "closed")


def latest(organisms, *, until=None):
    """[(organism pk, family, region, score in %)], one decimal; without a rated whole audit, absent.

    `until`: an instant after which no audit counts.

    Photographs of audits never change (BR-31): a process reads and counts each of them once.
    """
    rows = Snapshot.objects.filter(
        moment=Snapshot.Moment.POST,
        mission__state__in=DONE,
        mission__audit_type__in=WHOLE,
        mission__dossier__organism__in=organisms,
    )
    if until:
        rows = rows.filter(taken_at__lt=until)
    organism = "mission__dossier__organism"
    told = rows.order_by("taken_at", "pk").values_list(
        organism, f"{organism}__family", f"{organism}__region", "pk", "digest"
    )
    last = {place[0]: (place, (pk, digest)) for *place, pk, digest in told}
    known = _read_unknown([key for _, key in last.values()])
    return [(*place, known[key]) for place, key in last.values() if known[key] is not None]


@lru_cache(maxsize=1)
def _known():
    """{(snapshot pk, digest): score}, for the life of the process: 3,000 organisms are 300 kB."""
    return {}


def forget():
    """Read all again: where rows are undone, as in tests, a key comes back for another photograph."""
    _known.cache_clear()


def _read_unknown(keys):
    known = _known()
    unknown = [pk for pk, digest in keys if (pk, digest) not in known]
    rows = Snapshot.objects.filter(pk__in=unknown).select_related("mission__dossier__framework")
    for one in rows if unknown else ():
        known[one.pk, one.digest] = _score(one)
    return known


def _score(snapshot):
    """What the auditor rated, weighted as the committee reads it."""
    ratings = {
        code: scoring.NA if value == "NA" else value
        for code, value in snapshot.content["auditor"].items()
    }
    framework = snapshot.mission.dossier.framework
    criteria = [criterion for criterion in framework.criteria if criterion.code in ratings]
    return scoring.evaluate(framework, criteria, ratings).score.value
