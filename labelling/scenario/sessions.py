"""Committee sessions of a scenario, from creation to minutes."""

from dataclasses import dataclass, field
from datetime import date, time

from labelling.scenario.cast import SEATS
from labelling.scenario.days import days
from portal.core.working_days import next_working_day, worked_before

PLACE = "Union sociale pour l’habitat, Paris"
MOTIVATION = (
    "Le comité relève que les constats majeurs de l’audit ne sont pas levés et que les preuves "
    "apportées ne suffisent pas à ce jour."
)


MEMBERS = tuple(code for code, *_ in SEATS[2:])  # those who do not preside
WRITTEN, CONSULTED = "written", 17  # a consultation in writing, and its days
TIED = 7  # rank of the session where a vote is a tie
INTEREST = "Administrateur, jusqu’à l’an passé, d’une filiale commune."
CANCELLED = "La salle n’est plus disponible\u00a0: le point passe à la séance suivante."


@dataclass
class Point:
    """What is put to the vote: how it is listed, on what, and what becomes of it."""

    listed_by: str  # the act that lists it
    thing: str
    option: str
    at: int = -30  # days before the session


@dataclass
class Session:
    """A session on a day; `stop` names the step after which the demonstration leaves it."""

    day: date
    writer: object
    chair: str = "president"
    secretary: str = "secretaire"
    points: list = field(default_factory=list)
    sanctions: list = field(default_factory=list)  # points already named, on labels
    stop: str = ""
    rank: int = 0  # among the sessions: who is away, and who withdraws, is not always the same
    opened: date = date.min  # the committee's first day

    @property
    def name(self):
        return f"seance-{self.day:%Y-%m-%d}"

    @property
    def mode(self):
        return "written_consultation" if self.stop == WRITTEN else "in_session"

    @property
    def starts_at(self):
        """At ten; sooner, when it is today and not yet ten."""
        now = self.writer.now
        is_early = now is not None and now.date() == self.day and now.hour < 10
        return f"{now.hour:02d}:00" if is_early and self.stop == "open" else "10:00"

    def add(self, listed_by, thing, option="grant", at=-30):
        self.points.append(Point(listed_by, thing, option, at))

    def act(self, offset, by, do, on=None, **more):
        """On a day that is worked: before the session, the one before; after it, the next one."""
        plain = days(self.day, offset)
        day = worked_before(plain) if offset < 0 else next_working_day(plain)
        self.writer.act(day, by, do, self.name if on is None else on, **more)

    def play(self):
        """Nothing to decide, no session."""
        if not self.points and not self.sanctions:
            return
        created = max(worked_before(days(self.day, -60)), days(self.opened, 1))
        self.writer.act(
            created,
            self.secretary,
            "committee.session",
            as_=self.name,
            at=time(8),
            held_on=self.day,
            starts_at=self.starts_at,
            place=PLACE,
            mode=self.mode,
        )
        for number, point in enumerate(self.points, 1):
            kind = point.listed_by.rpartition("list_")[2]
            named = {kind: f"@{point.thing}", "as_": f"{self.name}-{number}"}
            self.act(point.at, "claire", point.listed_by, **named)
        if self.stop == "draft":
            return
        if self.stop == "cancel":
            self.act(-15, self.secretary, "cancel", reason=CANCELLED)
            return
        for do, offset in (("convene", -20), ("send_pack", -11)):
            self.act(offset, self.secretary, do)
            if self.stop == do:
                return
        self._meet()

    def _meet(self):
        declared = {"interests_by_point": self.interests} if self.interests else {}
        self.act(-3, self.secretary, "committee.declare_all", **declared)
        if self.stop == WRITTEN:
            self._consult()
            return
        is_short = self.stop == "reconvene"
        here = (
            {"absent": MEMBERS} if is_short else {"absent": self.away, "substitutes": self.replaced}
        )
        self.act(0, self.secretary, "committee.attend", at=time(9, 50), **here)
        self.act(0, self.chair, "open", at=time(10))
        if is_short:
            again = next_working_day(days(self.day, 45))
            self.act(
                0,
                self.chair,
                "reconvene",
                at=time(10, 5),
                held_on=again,
                starts_at="10:00",
                place=PLACE,
            )
            return
        self._decide()
        if self.stop != "open":
            self._end()

    def _decide(self):
        for number, point in enumerate(self.points, 1):
            if self.stop == "open" and number > 1:
                self._leave(f"{self.name}-{number}", number)
                continue
            hour = time(10, min(number, 59))
            self._vote(f"{self.name}-{number}", point.option, hour, self._voices(number, point))
        for name in self.sanctions:
            self._vote(name, "yes", time(11, 30))

    def _turn(self, *places):
        """Seats that do not preside, others at each session."""
        return [MEMBERS[(5 * self.rank + place) % len(MEMBERS)] for place in places]

    @property
    def away(self):
        """Two seats without anybody."""
        return self._turn(0, 6)

    @property
    def replaced(self):
        """One or two seats whose suppléant sits."""
        return self._turn(2, 9)[: 1 + self.rank % 2]

    @property
    def interests(self):
        """One session in three, somebody who is there withdraws from the first point."""
        if self.rank % 3 != 1 or self.stop == "open":
            return {}
        return {1: {self._turn(4)[0]: INTEREST}}

    def _voices(self, number, point):
        """Who does not vote as the others: one abstains now and then; once, the president breaks a tie."""
        out = {*self.away, *self.interests.get(number, {})}
        there = [code for code in MEMBERS if code not in out]
        if self.rank == TIED and point is next(one for one in self.points if one.option == "grant"):
            half = (len(there) + 2) // 2  # with the president and the vice-president, who are for
            odd = {there[-1]: "abstain"} if len(there) % 2 else {}
            return dict.fromkeys(there[:half], "adjourn") | odd
        return {there[number % len(there)]: "abstain"} if (self.rank + number) % 4 == 0 else {}

    def _consult(self):
        """In writing: two weeks to answer, and two seats never do."""
        item, silent = f"{self.name}-1", dict.fromkeys(self.away, "none")
        self.act(0, self.chair, "open", at=time(10))
        self.act(0, self.chair, "open_vote", on=item, at=time(10, 5))
        self.act(
            6, self.secretary, "committee.vote", on=item, option="validate", votes_by_seat=silent
        )
        self.act(CONSULTED, self.chair, "close_vote", on=item)
        self.act(CONSULTED, self.chair, "validate", on=item, at=time(10))
        self._end(CONSULTED)

    def _leave(self, item, number):
        """Of a session under way: a vote closed, one annulled, one still open."""
        hour = time(10, 10 + number)
        self.act(0, self.chair, "open_vote", on=item, at=hour)
        if number == 2:
            self.act(0, self.secretary, "committee.vote", on=item, at=hour, option="validate")
            self.act(0, self.chair, "close_vote", on=item, at=hour)
        if number == 3:
            self.act(
                0,
                self.chair,
                "void",
                on=item,
                at=hour,
                reason="Deux membres ont voté sur le mauvais point.",
            )

    def _end(self, late=0):
        self.act(late, self.chair, "close", at=time(12))
        if self.stop == "close":
            return
        # Counted from the day of the closing, which waited for a day that is worked.
        closing = next_working_day(days(self.day, late))
        late = (closing - self.day).days
        written = next_working_day(days(closing, 2))
        if any(closing < day <= written for day in self.writer.clocks):
            # The clock would write the minutes: the secretary is before it.
            self.act(late, self.secretary, "draft_minutes", at=time(17))
        else:
            self.act(late + 2, self.secretary, "draft_minutes")
        if self.stop == "draft_minutes":
            return
        self.act(late + 20, self.chair, "approve_minutes")
        self.act(late + 28, self.secretary, "notify")
        self.act(late + 45, "horloge", "clock.run")

    def _vote(self, item, option, hour, voices=None):
        self.act(0, self.chair, "open_vote", on=item, at=hour)
        self.act(
            0,
            self.secretary,
            "committee.vote",
            on=item,
            at=hour,
            option=option,
            **({"votes_by_seat": voices} if voices else {}),
        )
        self.act(0, self.chair, "close_vote", on=item, at=hour)
        negative = option in ("refuse", "adjourn", "yes")
        more = {"motivation": MOTIVATION} if negative else {}
        self.act(0, self.chair, "validate", on=item, at=hour, **more)
