"""Sessions of the committee that the tracking names, their points and what was decided."""

from collections import Counter, defaultdict

from labelling.committee.attendance import seating
from labelling.committee.models import AgendaItem, CommitteeSession
from labelling.parties.framework.binding import version_in_force
from labelling.parties.framework.models import CommitteeRulesVersion
from portal.access.references import next_reference
from portal.core import clock
from portal.ui import partial_dates

REUSED = ("draft", "convened")  # sessions of the portal that receive what the file announces


class Points:
    """`lines`: all the decisions that will be written, whatever they are about."""

    def __init__(self, store, build, lines):
        self.store, self.build = store, build
        self.sessions = self._sessions(lines)
        self.numbers = self._taken()

    def decide(self, rows):
        """The decisions of [(line, what the point is about)]; a point that is only announced has none."""
        made = []
        for line, about in rows:
            session = self.sessions[day_of(line)]
            self.numbers[session.pk] += 1
            made.append(self.build.item(line, session, self.numbers[session.pk], **about))
        lines = [line for line, _ in rows]
        states = {
            (item.session_id, item.number): "not_open" if is_announced(line) else "validated"
            for item, line in zip(made, lines, strict=True)
        }
        self.store.put(
            made,
            lines,
            lambda line, _: line.get("session", ""),
            lambda item: states[item.session_id, item.number],
        )
        decided = [
            self.build.decision(line, item)
            for item, line in zip(made, lines, strict=True)
            if not is_announced(line)
        ]
        return self.store.add(decided)

    def _sessions(self, lines):
        """{day: session}: those taken over already, those of the portal that wait for it, else new ones."""
        told = defaultdict(list)
        for line in lines:
            told[day_of(line)].append(line)
        announced = {day: any(map(is_announced, several)) for day, several in told.items()}
        rows = CommitteeSession.objects.select_for_update().filter(held_on__in=told)
        kept = {
            one.held_on: one
            for one in rows
            if one.taken_over_on or (one.state in REUSED and announced[one.held_on])
        }
        fresh = [
            self.build.session(day, next_reference("QH-S", day.year), is_over=not announced[day])
            for day in sorted(set(told) - set(kept))
        ]
        self.store.put(
            fresh,
            [None] * len(fresh),
            lambda _, session: session.held_on.isoformat(),
            lambda session: "draft" if announced[session.held_on] else "archived",
        )
        for session in fresh:
            if announced[session.held_on]:
                seating.prepare(session)
        return kept | {session.held_on: session for session in fresh}

    def _taken(self):
        keys = [session.pk for session in self.sessions.values()]
        numbers = Counter()
        rows = AgendaItem.objects.filter(session__in=keys).values_list("session", "number")
        for session, number in rows:
            numbers[session] = max(numbers[session], number)
        return numbers


def is_announced(line):
    return line.get("decision") == "pending"


def day_of(line):
    return partial_dates.precise(line.get("session"))


def committee_rules(day):
    """Those of that day, else those of today: the portal has no older ones."""
    kind = CommitteeRulesVersion
    return version_in_force(kind, day) or version_in_force(kind, clock.today())
