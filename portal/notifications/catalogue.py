"""The catalogue as data: one line a notice, one file a group, under `portal/data/notices/`."""

from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path

import yaml

from portal.core.working_days import Delay
from portal.notifications.notices import NOTICES

FOLDER = Path(__file__).resolve().parent.parent / "data" / "notices"
NOW, DAY, WEEK, PORTAL = "now", "day", "week", "portal"
PACES = {
    NOW: "par courriel, à mesure",
    DAY: "regroupés chaque jour",
    WEEK: "regroupés chaque semaine",
    PORTAL: "dans le portail seulement",
}
TRIED = ("test.", "essai.")  # notices that tests make for themselves


@dataclass(frozen=True)
class Line:
    """What a notice is for a person: its title and group, its usual pace, and what may be chosen."""

    key: str
    title: str = "Un message du portail"
    audience: str = ""
    grouping: str = NOW
    reason: str = ""  # in the place of Notice.why
    deadline: bool = False
    mandatory: str = ""  # why one may not do without it
    delay: str = ""  # « 5o »: how long one has to answer
    to_address: bool = False  # to somebody without an account: nothing to choose
    group: str = "Autres"
    order: int = 999

    @property
    def leaves_alone(self):
        """A deadline or a notification owed: never merged with the rest, never put off to tomorrow."""
        return self.grouping == NOW and (self.deadline or bool(self.mandatory))

    @property
    def why(self):
        """The reason that the mail gives."""
        notice = NOTICES.get(self.key)
        return self.reason or (notice.why if notice else "")


KNOWN = {field.name for field in fields(Line)} - {"key", "group", "order"}
REQUIRED = ("title", "audience", "grouping")


@cache
def files():
    """[(name, content)] of each file, as written."""
    return [
        (path.name, yaml.safe_load(path.read_text(encoding="utf-8")))
        for path in sorted(FOLDER.glob("*.yaml"))
    ]


@cache
def lines():
    """{key: Line}, by group then as written."""
    found = {}
    for _, sheet in sorted(files(), key=lambda file: file[1]["order"]):
        for key, facts in sheet["notices"].items():
            shared = {"group": sheet["group"], "order": sheet["order"]}
            found[key] = Line(key, **facts, **shared)
    return found


def line(key):
    """The line of a notice; one that the catalogue does not know leaves at once, under a plain title."""
    return lines().get(key) or replace(UNKNOWN, key=key)


UNKNOWN = Line("")


def groups():
    """{group: [Line]} of what people may choose, in order; mails to addresses are not theirs to choose."""
    found = {}
    for one in lines().values():
        if not one.to_address:
            found.setdefault(one.group, []).append(one)
    return found


def faults(sheets, keys):
    """What is wrong in the files for these notices: a missing line, an unknown one, a missing field."""
    found, seen = [], {}
    for name, sheet in sheets:
        found += [
            f"{name}\u00a0: «\u00a0{f}\u00a0» manque."
            for f in ("group", "order")
            if not sheet.get(f)
        ]
        for key, facts in (sheet.get("notices") or {}).items():
            if key in seen:
                found.append(f"{name}\u00a0: «\u00a0{key}\u00a0» est déjà dans {seen[key]}.")
            seen[key] = name
            found += [
                f"{name}\u00a0: «\u00a0{key}\u00a0» {fault}" for fault in _faults_of(facts or {})
            ]
    ours = {key for key in keys if not key.startswith(TRIED)}
    found += [
        f"«\u00a0{key}\u00a0» n’a pas de ligne dans le catalogue."
        for key in sorted(ours - set(seen))
    ]
    return found + [
        f"{seen[key]}\u00a0: «\u00a0{key}\u00a0» n’est le nom d’aucun message."
        for key in sorted(set(seen) - ours)
        if not key.startswith(TRIED)
    ]


def _faults_of(facts):
    found = [f"n’a pas de «\u00a0{name}\u00a0»." for name in REQUIRED if not facts.get(name)]
    found += [f"dit «\u00a0{name}\u00a0», que rien ne lit." for name in facts if name not in KNOWN]
    if facts.get("grouping", NOW) not in (NOW, DAY, WEEK):
        found.append(f"a un rythme inconnu\u00a0: {facts['grouping']}.")
    if not isinstance(facts.get("mandatory", ""), str):
        found.append("doit dire pourquoi il est obligatoire.")
    if facts.get("delay") and not _is_delay(facts["delay"]):
        found.append(f"a un délai illisible\u00a0: {facts['delay']}.")
    return found


def _is_delay(text):
    try:
        return bool(Delay.parse(str(text)))
    except ValueError:
        return False
