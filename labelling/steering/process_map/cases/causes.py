"""Causes of a dossier's elapsed time: work, waiting for somebody, for a date, for a session, paused.

The days from its opening to its end, or to today, are cut where the log tells something; each piece has one
cause and one holder, so that the pieces add up to the whole. Days of an act are the holder's work while acts
follow each other within `PACE` days; the rest of the time of a holder is waited for.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from django.db.models import TextChoices

from labelling.path.audits.models import AuditMission
from labelling.path.dossiers.models import LabelDossier
from labelling.steering.process_map.cases.registry import AUDITS, DOSSIERS, NOBODY
from portal.ui import words

PACE = 14  # days: acts that follow each other so closely are one work
D, M = LabelDossier.State, AuditMission.State
ORGANISM, OFFICE, COMMITTEE = "l’organisme", "le référent label", "le comité de labellisation"
AUDITED = {D.DIAGNOSIS: True, D.AUDIT: False}  # whether its mission is the HQS diagnosis
PAUSED = (D.ADJOURNED, D.REFUSED, D.GRANTED, D.DISCONTINUED, D.DISMISSED)


class Cause(TextChoices):
    WORK = "work", "travail"
    SOMEBODY = "somebody", "attente de quelqu’un"
    DATE = "date", "attente d’une date"
    SESSION = "session", "attente d’une séance"
    PAUSED = "paused", "pause"


@dataclass(frozen=True)
class Piece:
    """Days from `start` (in it) to `end` (out of it), while the dossier was in `state`."""

    start: date
    end: date
    state: str
    cause: Cause
    holder: str

    @property
    def days(self):
        return (self.end - self.start).days


@dataclass(frozen=True)
class Audit:
    """A mission of the dossier: its states by day, and the first day of the visit."""

    is_hqs: bool
    states: tuple  # (day, state), the first at its opening
    starts_on: date | None = None

    def accepted_on(self):
        return next((day for day, state in self.states if state == M.ACCEPTED), None)


@dataclass
class Life:
    """What the pieces are cut from; `states` begins with the opening, `until` is its end or today."""

    states: list
    until: date
    acts: list = field(default_factory=list)
    audits: list = field(default_factory=list)
    planned_on: date | None = None  # its plan of actions was validated, for the first time
    window: tuple | None = None  # first and last day on which its audit may open


def pieces(life):
    """The pieces in order of time, none of them empty; their days add up to the elapsed time."""
    acts = sorted(set(life.acts))
    found = []
    bounds = [day for day, _ in life.states[1:]] + [life.until]
    for (start, state), end in zip(life.states, bounds, strict=True):
        for first, last, cause, holder in _held(life, state, start, end):
            if cause is not None:
                found.append(Piece(first, last, state, cause, holder))
            else:
                found += _worked(first, last, state, holder, acts)
    return [one for one in _joined(found) if one.days]


def by_cause(found):
    """{(cause, holder): days}, the longest first."""
    total = defaultdict(int)
    for one in found:
        total[one.cause, one.holder] += one.days
    return dict(sorted(total.items(), key=lambda pair: (-pair[1], pair[0])))


def _held(life, state, start, end):
    """(start, end, cause or None, holder): who or what the state waits for."""
    if start >= end:
        return []
    if state in PAUSED:
        return [(start, end, Cause.PAUSED, NOBODY)]
    if state == D.SCHEDULED:
        return [(start, end, Cause.SESSION, COMMITTEE)]
    if state in AUDITED:
        return _audited(life, AUDITED[state], start, end)
    if state == D.PREPARATION:
        return _prepared(life, start, end)
    return [(start, end, None, DOSSIERS.hand(state))]


def _audited(life, is_hqs, start, end):
    """As its mission stands: an audit that is planned waits for its day, one that is put off is paused."""
    mission = next((one for one in reversed(life.audits) if one.is_hqs == is_hqs), None)
    if mission is None:
        return [(start, end, None, ORGANISM)]
    found, begins = [], [(start, M.TO_ASSIGN)]
    begins += [(max(day, start), state) for day, state in mission.states if day < end]
    ends = [day for day, _ in begins[1:]] + [end]
    for (day, state), last in zip(begins, ends, strict=True):
        if state == M.POSTPONED:
            found.append((day, last, Cause.PAUSED, NOBODY))
        elif state == M.PLANNED and mission.starts_on:
            on = min(max(mission.starts_on, day), last)
            found += [(day, on, Cause.DATE, "la visite"), (on, last, None, AUDITS.hand(state))]
        elif state in (
            M.VALIDATED,
            M.CLOSED,
        ):  # of a diagnosis, which the organism tells its tenants
            found.append((day, last, None, ORGANISM))
        else:
            found.append((day, last, None, _mission_hand(state)))
    return [one for one in found if one[0] < one[1]]


def _mission_hand(state):
    return ORGANISM if state in (M.TO_ASSIGN, M.DECLINED) else AUDITS.hand(state)


def _prepared(life, start, end):
    """Until its plan is validated, the organism; then the window of its audit; then an auditor; then the office."""
    accepted = [one.accepted_on() for one in life.audits if not one.is_hqs]
    marks = [
        (life.planned_on, None, ORGANISM),
        (life.window[0] if life.window else life.planned_on, Cause.DATE, "la fenêtre de l’audit"),
        (max(filter(None, accepted), default=None), None, ORGANISM),
    ]
    found, day = [], start
    for mark, cause, holder in marks:
        last = end if mark is None else min(max(mark, day), end)
        found.append((day, last, cause, holder))
        day = last
    found.append((day, end, None, OFFICE))
    return [one for one in found if one[0] < one[1]]


def _worked(start, end, state, holder, acts):
    """Cut at the acts: from one to the next within `PACE` days it is work, otherwise somebody is waited for."""
    marks = [start, *(day for day in acts if start < day < end), end]
    found = []
    for rank, (first, last) in enumerate(pairwise(marks)):
        is_work = rank > 0 and last - first <= timedelta(days=PACE)
        found.append(Piece(first, last, state, Cause.WORK if is_work else Cause.SOMEBODY, holder))
    return found


def _joined(found):
    """Pieces that follow each other for the same cause are one."""
    joined = []
    for one in found:
        last = joined[-1] if joined else None
        if last and last.end == one.start and _piece_key(last) == _piece_key(one):
            joined[-1] = Piece(last.start, one.end, one.state, one.cause, one.holder)
        else:
            joined.append(one)
    return joined


def _piece_key(piece):
    return (piece.state, piece.cause, piece.holder)


AFTER = 15  # days without an act after which a relance is worth writing
RELANCE = (
    "Une relance dès le {day}, après {after} jours sans acte{of}\u00a0: jusqu’à {spared} de moins."
)
SAID = {
    (Cause.DATE, "la fenêtre de l’audit"): (
        "Rien, sous ces règles\u00a0: la fenêtre de l’audit ne s’ouvrait pas avant. Un autre délai dans le "
        "règlement l’abrégerait."
    ),
    (
        Cause.DATE,
        "la visite",
    ): "Une visite fixée plus tôt\u00a0: le plan d’audit était prêt, il en attendait le jour.",
    (Cause.SESSION, None): "Une séance plus proche, ou une consultation écrite du comité.",
    (Cause.PAUSED, None): "Une reprise plus tôt de ce qui était ajourné ou reporté.",
    (
        Cause.WORK,
        ORGANISM,
    ): "Un travail mieux préparé\u00a0: les actes se suivent, c’est leur nombre qui dure.",
    (Cause.WORK, None): "Peu de chose\u00a0: les actes se suivent, c’est leur nombre qui dure.",
}


def longest(pieces):
    """The longest piece, the first of those that are equal; None of none."""
    return max(pieces, key=lambda one: one.days, default=None)


def avoided_by(piece):
    """The sentence of what would have avoided it."""
    if piece.cause != Cause.SOMEBODY:
        return SAID.get((piece.cause, piece.holder)) or SAID[piece.cause, None]
    if piece.days <= AFTER:
        return "Peu de chose\u00a0: aucune attente ne dure plus de quinze jours."
    if piece.holder == OFFICE:
        spared = words.count(piece.days - AFTER, "jour", "jours")
        return (
            f"Un suppléant qui s’en charge, ou un rappel à l’accueil au bout de {AFTER} jours\u00a0: jusqu’à {spared} "
            "de moins."
        )
    return RELANCE.format(
        day=words.day(piece.start + timedelta(days=AFTER)),
        after=AFTER,
        of=f" {words.of(piece.holder)}",
        spared=words.count(piece.days - AFTER, "jour", "jours"),
    )
