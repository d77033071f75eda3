"""The committee's calendar, and each session played from its creation to its minutes."""

from dataclasses import dataclass, field
from datetime import date, time

from labelling.scenario.cast import SEATS
from labelling.scenario.writer import days

PLACE = "Union sociale pour l’habitat, Paris"
MOTIVATION = (
    "Le comité relève que les constats majeurs de l’audit ne sont pas levés et que les preuves "
    "apportées ne suffisent pas à ce jour."
)


@dataclass
class Point:
    """What is put to the vote: how it is listed, on what, and what becomes of it."""

    listed_by: str  # the act that lists it
    thing: str
    option: str
    at: int = -30  # days before the session
    notice: str = ""


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

    @property
    def name(self):
        return f"seance-{self.day:%Y-%m-%d}"

    def add(self, listed_by, thing, option="grant", at=-30):
        self.points.append(Point(listed_by, thing, option, at))

    def act(self, offset, by, do, on=None, **more):
        self.writer.act(days(self.day, offset), by, do, self.name if on is None else on, **more)

    def play(self):
        self.act(-60, self.secretary, "committee.session", on="", as_=self.name, held_on=self.day,
                 starts_at="10:00", place=PLACE, mode=self.mode)  # fmt: skip
        for number, point in enumerate(self.points, 1):
            self.act(
                point.at,
                "claire",
                point.listed_by,
                as_=f"{self.name}-{number}",
                thing=f"@{point.thing}",
            )
        for do, offset, by in (
            ("convene", -20, self.secretary),
            ("send_pack", -11, self.secretary),
        ):
            if self.stop in ("draft", "cancel"):
                break
            self.act(offset, by, do)
            if self.stop == do:
                return
        if self.stop == "cancel":
            self.act(
                -15,
                self.secretary,
                "cancel",
                reason="La salle n’est plus disponible, la séance est reportée.",
            )
        if self.stop not in ("draft", "cancel"):
            self._meet()

    def _meet(self):
        absent = ["PROC", "LOC5"] if self.stop != "reconvene" else [code for code, *_ in SEATS[2:]]
        self.act(-3, self.secretary, "committee.declare_all")
        self.act(0, self.secretary, "committee.attend", at=time(9, 50), absent=absent)
        if self.stop == "reconvene":
            self.act(
                0,
                self.chair,
                "reconvene",
                at=time(10, 5),
                reason="Le quorum n’est pas atteint en début de séance.",
            )
            return
        self.act(0, self.chair, "open", at=time(10))
        for number, point in enumerate(self.points, 1):
            if self.stop == "open" and number > 1:
                self.act(0, self.chair, "open_vote", on=f"{self.name}-{number}", at=time(11))
                return
            self._vote(f"{self.name}-{number}", point, time(10, min(number, 59)))
        for name in self.sanctions:
            self._vote(name, Point("", "", "yes"), time(11, 30))
        if self.stop == "open":
            return
        self.act(0, self.chair, "close", at=time(12))
        if self.stop == "close":
            return
        self.act(2, self.secretary, "draft_minutes")
        if self.stop != "draft_minutes":
            self.act(20, self.chair, "approve_minutes")
            self.act(45, "horloge", "clock.run")

    def _vote(self, item, point, hour):
        self.act(0, self.chair, "open_vote", on=item, at=hour)
        self.act(0, self.secretary, "committee.vote", on=item, at=hour, option=point.option)
        self.act(0, self.chair, "close_vote", on=item, at=hour)
        negative = point.option in ("refuse", "adjourn", "yes", "no")
        more = {"motivation": MOTIVATION} if negative else {}
        self.act(0, self.chair, "validate", on=item, at=hour, option=point.option, **more)


def ordinary(year):
    """The two yearly sessions: the June one comes a few days earlier each year, so that a renewal
    is decided before the label's end."""
    return date(year, 6, 28 - 2 * (year - 2016)), date(year, 12, 24 - (year - 2016))
