"""Scores of complete audits, whole and theme by theme, for anonymous means (BR-98) and for figures."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from labelling.audits.models import Snapshot
from labelling.framework import scoring
from portal.core import clock

WHOLE = ("implementation", "verification")  # the other audits look at a part of the framework
DONE = ("validated", "closed")
OWNER = "mission__dossier__organism"


@dataclass(frozen=True)
class Scored:
    """What an auditor rated, in %: the whole, and {code of a theme: its score} where one applies."""

    whole: Decimal | None
    themes: dict


@dataclass(frozen=True)
class WholeAudit:
    """A rated complete audit, on the day when its ratings were frozen."""

    mission: int
    organism: int
    day: date
    scored: Scored


def _frozen(**where):
    """Photographs of complete audits whose report is validated, the oldest first."""
    rows = Snapshot.objects.filter(
        moment=Snapshot.Moment.POST,
        mission__state__in=DONE,
        mission__audit_type__in=WHOLE,
        mission__taken_back_on=None,
        **where,
    )
    return rows.order_by("taken_at", "pk")


def whole_audits(**where):
    """[WholeAudit], the oldest first; `where` are conditions on their photographs."""
    told = list(_frozen(**where).values_list("mission", OWNER, "taken_at", "pk", "digest"))
    known = _read_unknown([(pk, digest) for *_, pk, digest in told])
    return [
        WholeAudit(mission, organism, at.astimezone(clock.PARIS).date(), known[pk, digest])
        for mission, organism, at, pk, digest in told
        if known[pk, digest].whole is not None
    ]


def latest(organisms, *, until=None):
    """[(organism pk, family, region, score in %)], one decimal; without a rated whole audit, absent.

    `until`: an instant after which no audit counts.

    Photographs of audits never change (BR-31): a process reads and counts each of them once.
    """
    rows = _frozen(**{f"{OWNER}__in": organisms})
    if until:
        rows = rows.filter(taken_at__lt=until)
    told = rows.values_list(OWNER, f"{OWNER}__family", f"{OWNER}__region", "pk", "digest")
    last = {place[0]: (place, (pk, digest)) for *place, pk, digest in told}
    known = _read_unknown([key for _, key in last.values()])
    scored = [(place, known[key].whole) for place, key in last.values()]
    return [(*place, score) for place, score in scored if score is not None]


@lru_cache(maxsize=1)
def _known():
    """{(snapshot pk, digest): Scored}, for the life of the process: 3,000 audits are 3 MB."""
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
    found = scoring.evaluate(framework, criteria, ratings)
    themes = {one.theme.code: one.score.value for one in found.themes}
    told = {code: value for code, value in themes.items() if value is not None}
    return Scored(found.score.value, told)
