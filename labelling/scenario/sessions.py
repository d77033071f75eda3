"""The committee's calendar, and each session played from its creation to its minutes."""

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
    mode: str = "in_session"
    opened: date = date.min  # the committee's first day

    @property
    def name(self):
        return f"seance-{self.day:%Y-%m-%d}"

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
            created, self.secretary, "committee.session", as_=self.name, at=time(8), held_on=self.day,
            starts_at=self.starts_at, place=PLACE, mode=self.mode,
        )  # fmt: skip
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
        absent = [code for code, *_ in SEATS[2:]] if self.stop == "reconvene" else ["PROC", "LOC5"]
        self.act(-3, self.secretary, "committee.declare_all")
        self.act(0, self.secretary, "committee.attend", at=time(9, 50), absent=absent)
        self.act(0, self.chair, "open", at=time(10))
        if self.stop == "reconvene":
            again = {
                "held_on": next_working_day(days(self.day, 45)),
                "starts_at": "10:00",
                "place": PLACE,
            }
            self.act(0, self.chair, "reconvene", at=time(10, 5), **again)
            return
        for number, point in enumerate(self.points, 1):
            if self.stop == "open" and number > 1:
                self._leave(f"{self.name}-{number}", number)
                continue
            self._vote(f"{self.name}-{number}", point.option, time(10, min(number, 59)))
        for name in self.sanctions:
            self._vote(name, "yes", time(11, 30))
        if self.stop != "open":
            self._end()

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

    def _end(self):
        self.act(0, self.chair, "close", at=time(12))
        if self.stop == "close":
            return
        self.act(2, self.secretary, "draft_minutes")
        if self.stop == "draft_minutes":
            return
        self.act(20, self.chair, "approve_minutes")
        self.act(28, self.secretary, "notify")
        self.act(45, "horloge", "clock.run")

    def _vote(self, item, option, hour):
        self.act(0, self.chair, "open_vote", on=item, at=hour)
        self.act(0, self.secretary, "committee.vote", on=item, at=hour, option=option)
        self.act(0, self.chair, "close_vote", on=item, at=hour)
        negative = option in ("refuse", "adjourn", "yes")
        more = {"motivation": MOTIVATION} if negative else {}
        self.act(0, self.chair, "validate", on=item, at=hour, **more)
