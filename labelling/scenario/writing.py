"""Scenario file writer: dated acts, collected and written."""

import json
from datetime import date, datetime, time
from operator import itemgetter
from pathlib import Path

HOUR = time(9)


class Writer:
    """Acts are kept up to `until`, the last date told; later ones have not happened yet.

    Until an instant, what was to happen later on that day has happened a little sooner.
    """

    def __init__(self, title, until):
        self.title, self.until, self.now = title, until, None
        if isinstance(until, datetime):
            self.until, self.now = until.date(), until.replace(tzinfo=None)
        self.people, self.acts = {}, []
        self.clocks = set()  # the days on which the clock runs
        self.later = []  # those of the acts that a demonstration plays once it is open

    def person(self, name, first_name, last_name, **fields):
        self.people[name] = {"first_name": first_name, "last_name": last_name, **fields}
        return name

    def act(self, day, by, do, on="", *, at=HOUR, as_="", refused="", is_later=False, **values):
        """One act on `day` at `at`; dropped when the story has not gone so far.

        `is_later`: dear to play, and no other act needs it; it names people only.
        """
        if day > self.until:
            return
        act = {"at": datetime.combine(day, at), "by": by, "do": do}
        extra = {"on": on, "as": as_, "refused": refused, "with": values}
        act |= {key: value for key, value in extra.items() if value}
        self.acts.append(act)
        if do == "clock.run":
            self.clocks.add(day)
        if is_later:
            self.later.append(act)

    def ordered(self):
        """By time, then in the order written (the sort is stable)."""
        self._bring_forward()
        return sorted(self.acts, key=itemgetter("at"))

    def _bring_forward(self):
        """The acts of the last day in the part of it that is over, in the same order."""
        midnight = datetime.combine(self.until, time())
        latest = max((act["at"] for act in self.acts), default=midnight)
        if self.now is None or latest <= self.now:
            return
        share = (self.now - midnight) / (latest - midnight)
        for act in self.acts:
            if act["at"] > midnight:
                act["at"] = midnight + share * (act["at"] - midnight)

    def content(self, acts=None):
        """What a file of the scenario holds, with all its acts or those given."""
        return {"title": self.title, "people": self.people, "acts": acts or self.ordered()}

    def at_once(self):
        """The scenario without the acts played later."""
        dear = {id(act) for act in self.later}
        return self.content([act for act in self.ordered() if id(act) not in dear])

    def afterwards(self, kind):
        """The acts played later whose name begins with `kind`."""
        acts = sorted(self.later, key=itemgetter("at"))
        return self.content([act for act in acts if act["do"].startswith(kind)])

    def write(self, path):
        path = Path(path)
        text = self._json() if path.suffix == ".json" else self._yaml()
        path.write_text(text, encoding="utf-8")

    def _json(self):
        return json.dumps(self.content(), ensure_ascii=False, default=_plain)

    def _yaml(self):
        """A line a person and a line an act: readable, and a mistake has a line."""
        lines = [f"title: {_flow(self.title)}", "people:"]
        lines += [f"  {name}: {_flow(values)}" for name, values in self.people.items()]
        lines.append("acts:")
        lines += [f"  - {_flow(act)}" for act in self.ordered()]
        return "\n".join(lines) + "\n"


def _flow(value):
    """JSON is YAML; dates stay bare so that they read well."""
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value):
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(value)
