"""Indicators that the rules of the points read: the cases examined, those in question, the number they make."""

from collections.abc import Callable
from dataclasses import dataclass

from labelling.committee.models import CommitteeSession
from labelling.parties.accreditation.models import AuditorAccreditation
from labelling.parties.framework.binding import published_versions
from labelling.parties.framework.models import LabelRulesVersion
from labelling.path.audits.models import AuditMission
from labelling.path.dossiers.models import LabelDossier
from labelling.steering.process_map.cases.mining import moves
from labelling.steering.process_map.cases.registry import AUDITS, DOSSIERS, MACHINES, Machine
from portal.core.working_days import add_months
from portal.figures import Case, Measure, measured

SESSIONS = MACHINES["seances"]
RUNNING = (
    "to_assign",
    "proposed",
    "declined",
    "accepted",
    "planned",
    "in_progress",
    "fieldwork_closed",
    "draft_report",
    "contradictory",
    "final_report",
    "postponed",
)


@dataclass(frozen=True)
class IndicatorResult:
    """What an indicator counts: `value` in its unit, of how many cases, the keys of those in question."""

    value: float | None
    population: int
    cases: tuple


@dataclass(frozen=True)
class Indicator:
    """`count(log, start, day)`: from the lines of the log, over the days after `start` until `day`."""

    code: str
    unit: str | tuple  # « % », or the word of one and of several
    machine: Machine
    count: Callable

    def read(self, log, months, day):
        return self.count(log, add_months(day, -months) if months else day, day)


INDICATORS = {}


def indicator(unit, machine):
    """Name a function `(log, start, day)` -> IndicatorResult an indicator of that unit."""

    def named(count):
        INDICATORS[count.__name__] = Indicator(count.__name__, unit, machine, count)
        return count

    return named


def share(amounts):
    """IndicatorResult of {key: whether it is in question}."""
    cases = [Case(key, amount=int(is_so)) for key, is_so in amounts.items()]
    bad = tuple(sorted(key for key, is_so in amounts.items() if is_so))
    return IndicatorResult(measured(Measure.SHARE, cases), len(cases), bad)


@indicator("%", AUDITS)
def reports_late(log, start, day):
    """D07b counts from the closing meeting: of reports sent in the period, and of those that wait beyond it."""
    rules, found = _rules(), {}
    rows = AuditMission.objects.filter(
        closed_on__isnull=False, closed_on__lte=day, taken_over_on=None
    )
    for key, closed_on, code in rows.values_list("pk", "closed_on", "dossier__rules"):
        if code not in rules:
            continue
        steps = log.steps[AUDITS.kind].get(key, ())
        sent = next((on for on, act, *_ in steps if act == "open_contradictory"), None)
        if any(act in ("cancel", "stop") for _, act, *_ in steps) and sent is None:
            continue
        due, told = rules[code].due("D07b", closed_on), sent or day
        if start < told <= day and (sent is not None or told > due):
            found[key] = told > due
    return share(found)


def _complements(log, start, day):
    """{dossier: how often complements were asked} of those submitted for the first time in the period."""
    found = {}
    for key in LabelDossier.objects.filter(taken_over_on=None).values_list("pk", flat=True):
        steps = log.steps[DOSSIERS.kind].get(key, ())
        first = next((on for on, act, *_ in steps if act == "submit"), None)
        if first and start < first <= day:
            found[key] = sum(
                1 for on, act, *_ in steps if act == "request_complement" and on <= day
            )
    return found


@indicator("%", DOSSIERS)
def complements_repeated(log, start, day):
    return share({key: many > 1 for key, many in _complements(log, start, day).items()})


@indicator("%", DOSSIERS)
def complements_asked(log, start, day):
    return share({key: many > 0 for key, many in _complements(log, start, day).items()})


@indicator("%", SESSIONS)
def sessions_without_quorum(log, start, day):
    """Of the sessions that opened in the period."""
    found = {}
    for key in CommitteeSession.objects.filter(taken_over_on=None).values_list("pk", flat=True):
        steps = log.steps[SESSIONS.kind].get(key, ())
        if any(act == "open" and start < on <= day for on, act, *_ in steps):
            found[key] = any(act == "reconvene" and on <= day for on, act, *_ in steps)
    return share(found)


@indicator(("audit par auditeur", "audits par auditeur"), AUDITS)
def audits_for_each_auditor(_log, _start, day):
    """As it stands on the day: what runs, or waits for an auditor."""
    audits = AuditMission.objects.filter(state__in=RUNNING).order_by("pk")
    keys = tuple(audits.values_list("pk", flat=True))
    auditors = AuditorAccreditation.objects.filter(state="active", ends_on__gte=day).count()
    return IndicatorResult(len(keys) / auditors if auditors else None, len(keys), keys)


@indicator("%", DOSSIERS)
def admissibility_late(log, start, day):
    """D01 counts from each submission; what is not answered counts once its day has passed."""
    rules, found = _rules(), {}
    rows = LabelDossier.objects.filter(taken_over_on=None, submitted_on__isnull=False)
    for key, code in rows.values_list("pk", "rules"):
        if code not in rules:
            continue
        for submitted, left in _submissions(moves(log.steps[DOSSIERS.kind].get(key, ()))):
            due, told = rules[code].due("D01", submitted), left or day
            if start < told <= day and (left is not None or told > due):
                found[key] = found.get(key, False) or told > due
    return share(found)


def _submissions(steps):
    """[(day when it entered « déposé », day when it left it or None)]."""
    entered = [(rank, on) for rank, (on, _, _, target) in enumerate(steps) if target == "submitted"]
    return [(on, steps[rank + 1][0] if rank + 1 < len(steps) else None) for rank, on in entered]


@indicator("%", DOSSIERS)
def dossiers_over_plan(_log, _start, day):
    """As it stands on the day: the date that runs, of those that have one."""
    rows = LabelDossier.objects.open().filter(due_on__isnull=False, taken_over_on=None)
    return share({key: due < day for key, due in rows.values_list("pk", "due_on")})


def _rules():
    return published_versions(LabelRulesVersion)
