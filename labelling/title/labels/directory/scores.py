"""Scores of complete audits, whole and theme by theme, for anonymous means (BR-98) and for figures."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from labelling.path.audits.models import Snapshot
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
    rows = _frozen(**where).exclude(score=None)
    told = rows.values_list("mission", OWNER, "taken_at", "score", "theme_scores")
    return [
        WholeAudit(
            mission, organism, at.astimezone(clock.PARIS).date(), Scored(score, _read(themes))
        )
        for mission, organism, at, score, themes in told
    ]


def _read(themes):
    return {code: Decimal(value) for code, value in themes.items()}


def latest(organisms, *, until=None):
    """[(organism pk, family, region, score in %)], one decimal; without a rated whole audit, absent.

    `until`: an instant after which no audit counts.
    """
    rows = _frozen(**{f"{OWNER}__in": organisms})
    if until:
        rows = rows.filter(taken_at__lt=until)
    told = rows.values_list(OWNER, f"{OWNER}__family", f"{OWNER}__region", "score")
    last = {place[0]: (*place, score) for *place, score in told}
    return [one for one in last.values() if one[-1] is not None]
