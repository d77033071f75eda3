"""Collects dated acts and writes them as a scenario file."""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path

HOUR = time(9)


class Writer:
    """Acts are kept up to `until`, the last date told; later ones have not happened yet."""

    def __init__(self, title, until):
        self.title, self.until = title, until
        self.people, self.acts = {}, []

    def person(self, name, first_name, last_name, **fields):
        self.people[name] = {"first_name": first_name, "last_name": last_name, **fields}
        return name

    def act(self, day, by, do, on="", *, at=HOUR, as_="", refused="", **values):
        """One act on `day` at `at`; dropped when the story has not gone so far."""
        if day > self.until:
            return
        act = {"at": datetime.combine(day, at), "by": by, "do": do}
        extra = {"on": on, "as": as_, "refused": refused, "with": values}
        self.acts.append(act | {key: value for key, value in extra.items() if value})

    def ordered(self):
        """By time, then in the order written (the sort is stable)."""
        return sorted(self.acts, key=lambda act: act["at"])

    def write(self, path):
        path = Path(path)
        text = self._json() if path.suffix == ".json" else self._yaml()
        path.write_text(text, encoding="utf-8")

    def _json(self):
        content = {"title": self.title, "people": self.people, "acts": self.ordered()}
        return json.dumps(content, ensure_ascii=False, default=_plain)

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


def days(day, count):
    return day + timedelta(days=count)
