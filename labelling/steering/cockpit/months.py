"""Twelve months to come: filings, audits, sessions and ends of label, against auditors and sessions."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import mean

from django.urls import reverse

from labelling.path.dossiers.models import LabelDossier
from labelling.steering.cockpit import audits as due_audits
from labelling.steering.cockpit.cases import CaseList, about, kept
from labelling.steering.monitoring.titles import renewal_days
from portal.core.working_days import add_months
from portal.ui import words

S = LabelDossier.State
TO_DECIDE = (S.REVIEW, S.ADJOURNED, S.SCHEDULED)
POINTS = 6  # of a session, where none was held for a year


@dataclass
class Month:
    """What a month holds: (organism, words, day, place) of each kind."""

    first: date
    filings: list = field(default_factory=list)
    audits: list = field(default_factory=list)
    to_decide: list = field(default_factory=list)
    ends: list = field(default_factory=list)
    sessions: list = field(default_factory=list)  # days
    auditors: int = 0
    points: int = 0  # that its sessions may examine, at the pace of the last year

    @property
    def code(self):
        return f"{self.first:%Y-%m}"

    @property
    def last(self):
        return add_months(self.first, 1) - timedelta(1)

    @property
    def url(self):
        return reverse("labelling:cockpit_cases", args=[f"mois-{self.code}"])

    @property
    def lacks_auditors(self):
        return len(self.audits) > self.auditors

    @property
    def lacks_sessions(self):
        return len(self.to_decide) > self.points

    @property
    def session_words(self):
        return ", ".join(words.day(one, short=True, year=False) for one in self.sessions)


def months(facts, *, is_whole):
    """The present month and the eleven next; what is late stands in the present one."""
    first = facts.today.replace(day=1)
    found = {_key(m.first): m for m in (Month(add_months(first, n)) for n in range(12))}
    known = _dated(facts)
    kinds = {"ends": known["ends"]}
    if is_whole:
        kinds = known | {"audits": [*known["audits"], *due_audits.of_dossiers(facts)]}
    for name, things in kinds.items():
        for thing in things:
            if month := found.get(_key(max(thing[2], facts.today))):
                getattr(month, name).append(thing)
    _sessions(facts, found, facts.sessions if is_whole else facts.announced)
    if is_whole:
        held = facts.accreditations
        for month in found.values():
            month.auditors = sum(a <= month.last and month.first <= z for a, z in held)
    return list(found.values())


def _dated(facts):
    """{kind: [(organism, words, day, place)]} within the year."""
    kinds = {
        "ends": _ends(facts),
        "filings": _filings(facts),
        "to_decide": _to_decide(facts),
        "audits": due_audits.of_labels(facts),
    }
    return {name: [one for one in things if one[2] <= facts.end] for name, things in kinds.items()}


def _key(day):
    return day.year, day.month


def _filings(facts):
    for organism, day in renewal_days():
        if day and organism in facts.organisms:
            place = ("organism_timeline", facts.organisms[organism].slug)
            yield organism, "dépôt du dossier de renouvellement", day, place


def _ends(facts):
    for label in facts.labels:
        place = ("label_detail", label.reference)
        yield label.organism, f"fin du label {label.reference}", label.end_on, place


def _to_decide(facts):
    for wait in facts.waits:
        if wait.row.state in TO_DECIDE and wait.row.due_on:
            said = f"à examiner en comité, {S(wait.row.state).label.lower()}"
            place = ("dossier_detail", wait.row.reference)
            yield wait.row.organism, said, wait.row.due_on, place


def _sessions(facts, found, known):
    past = [one.points for one in facts.sessions if one.held_on < facts.today and one.points]
    pace = round(mean(past)) if past else POINTS
    for session in known:
        month = found.get(_key(session.held_on))
        if month and session.held_on >= facts.today:
            month.sessions.append(session.held_on)
            month.points += max(pace, session.points)


def list_cases(facts, code):
    """The cases of a month, or None."""
    month = next((m for m in months(facts, is_whole=True) if m.code == code), None)
    if month is None:
        return None
    things = [*month.filings, *month.audits, *month.to_decide, *month.ends]
    rows = (
        about(facts, who, said, day, at=place) for who, said, day, place in sorted(things, key=_day)
    )
    return CaseList(
        f"Ce qui vient en {words.month(month.code)}",
        "dépôts, audits, décisions et fins de label",
        kept(rows),
    )


def _day(thing):
    return thing[2], thing[0]
