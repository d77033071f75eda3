"""Drawing of the road: a station a stage, larger with its dossiers, and below it those that went back."""

from dataclasses import dataclass

from labelling.steering.cockpit.stages import BACK, SMALL, Station
from portal.ui import words

WIDE, HIGH, LINE, BELOW = 1080, 230, 84, 160  # the road, and where it goes back
LEAST, MOST = 16, 34  # radius of a station
WORDS, LEADING = 15, 16  # letters of a line of its name, and what parts two


@dataclass(frozen=True)
class Place:
    """A station with its place on the drawing."""

    station: Station
    x: int
    y: int
    radius: int
    lines: tuple  # (y, words) of its name

    @property
    def tag(self):
        return "a" if self.station.url else "g"

    @property
    def fill(self):
        return "b" if self.station.is_back else "a"

    @property
    def ink(self):
        return "dark" if self.station.is_back else "on"

    @property
    def number(self):
        """In its circle: a number that is not told is « < 3 »."""
        return f"<\u00a0{SMALL}" if self.station.count is None else words.number(self.station.count)


def road(stations):
    """{places, backs, wide, high, line}: the stations from left to right, and those of who went back."""
    most = max((one.count or 0 for one in stations), default=0) or 1
    ahead = [one for one in stations if not one.is_back]
    step = WIDE // len(ahead)
    at = {one.state: step // 2 + n * step for n, one in enumerate(ahead)}
    places = [_place(one, at[one.state], LINE, most) for one in ahead]
    backs = [_place(one, at[BACK[one.state]], BELOW, most) for one in stations if one.is_back]
    return {
        "places": places,
        "backs": backs,
        "wide": WIDE,
        "high": HIGH,
        "line": LINE,
        "start": places[0].x,
        "end": places[-1].x,
    }


def _place(station, x, y, most):
    radius = round(LEAST + (MOST - LEAST) * ((station.count or 0) / most) ** 0.5)
    said = _lines(station.label)
    first = y + MOST + 18 if station.is_back else y - MOST - 12 - LEADING * (len(said) - 1)
    lines = tuple((first + LEADING * n, line) for n, line in enumerate(said))
    return Place(station, x, y, radius, lines)


def _lines(text):
    """The words of a name, on lines short enough."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) >= WORDS:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
