"""Organisms of a tracking file: one row each, their milestones, their label; doubled and told again."""

import calendar
import datetime
import re

from labelling.cells import NOTHING_READ, Reading, fold, squeezed, text_of
from labelling.numbers import read_homes, read_siren
from labelling.steering.history_import.files.colours import Colours, colour_of
from labelling.steering.history_import.files.issues import choice_of, place_in
from labelling.steering.history_import.files.lines import Line
from labelling.steering.history_import.files.parsing import Reader
from labelling.steering.history_import.files.vocabulary import MILESTONES

FORMER = re.compile(
    r"\s*[(,–-]?\s*\b(?:ex[- .]|anc(?:ien(?:nement)?)?\b\.?)\s*:?\s*([^()]+?)\s*\)?$", re.I
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
TOLD_AGAIN = ("siren", "family", "region", "departement", *MILESTONES)
LABEL_MONTHS = 36


class Organisms:
    """Those of all sheets, in the order they are met."""

    def __init__(self, reader: Reader):
        self.reader = reader
        self.found: list[dict] = []
        self.lines: dict[int, Line] = {}  # id of an organism → its line
        self.by_siren: dict[str, dict] = {}
        self.by_name: dict[str, list[dict]] = {}

    def read(self, line: Line) -> None:
        """One row. A second row of the same sheet is a double; of another sheet, the rest of the first."""
        name = text_of(line.raw("name"))
        if not name:
            line.tell("name", "LIGNE_SANS_ORGANISME")
            return
        if line.is_name_alone():
            line.tell("name", "LIGNE_SEULE", read=name)
            return
        facts = self._facts(line, *_former(name))
        if first := self._same(facts):
            if first["sheet"] == facts["sheet"]:
                self._tell_double(line, facts, first)
            else:
                self._complete(line, facts, first)
            return
        for other in self.by_name.get(squeezed(facts["name"]), ()):
            where = place_in(other["sheet"], other["row"], facts["sheet"])
            line.tell("name", "HOMONYME", where, read=facts["name"])
        self.add(facts, line)

    def add(self, facts: dict, line: Line | None = None) -> None:
        self.found.append(facts)
        if line:
            self.lines[id(facts)] = line
        if facts["siren"]:
            self.by_siren[facts["siren"]] = facts
        self.by_name.setdefault(squeezed(facts["name"]), []).append(facts)

    def named(self, name: str) -> dict | None:
        return next(
            (one for one in self.by_name.get(squeezed(name), ()) if one["name"] == name), None
        )

    def _facts(self, line: Line, name: str, former: str = "") -> dict:
        reader = self.reader
        region, departement = reader.region(line)
        facts = empty_organism(line.sheet.name, line.row.number, name)
        facts |= {"siren": siren_of(line), "region": region, "homes": self._homes(line)}
        facts |= {
            word: reader.value(line, word)
            for word in ("family", "status", "mention")
            if line.sheet.has(word)
        }
        facts |= {word: reader.date(line, word) for word in MILESTONES if line.sheet.has(word)}
        facts["auditor"] = reader.auditor(line)
        facts["emails"] = EMAIL.findall(line.text("emails"))
        facts["note"] = line.text("note") or None
        if former:
            facts["former_names"] = [former]
            line.tell("name", "ANCIEN_NOM", former, read=line.text("name"), kept=name)
        if departement:
            facts["departement"] = departement
        if label := self._label(line):
            facts["label"] = label
        if line.take_comments():
            facts["has_comment"] = True
        return facts

    def _homes(self, line: Line) -> int | None:
        if not line.sheet.has("homes"):
            return None
        return line.take("homes", lambda cell: read_homes(cell, self.reader.is_typed))

    def _label(self, line: Line) -> dict | None:
        """BR-63: three years less a day."""
        reader = self.reader
        start = reader.date(line, "label_start") if line.sheet.has("label_start") else None
        end = reader.date(line, "label_end") if line.sheet.has("label_end") else None
        if not start:
            return {"start": None, "end": end} if end else None
        if not end or len(start) < 10 or len(end) < 10:
            return {"start": start, "end": end}
        read, last = end, label_end(start)
        if end < start:
            line.tell("label_end", "DATES_INVERSEES", read=read)
            end = None
        elif end == _day_after(last):
            end = last
            line.tell("label_end", "FIN_DECALEE", read=read, kept=last)
        elif end != last:
            line.tell("label_end", "DUREE_INHABITUELLE", read=read, kept=end)
        return {"start": start, "end": end}

    def _same(self, facts: dict) -> dict | None:
        """By Siren, else by name where no Siren says otherwise (BR-02)."""
        if facts["siren"] and (first := self.by_siren.get(facts["siren"])):
            return first
        for first in self.by_name.get(squeezed(facts["name"]), ()):
            both = [facts["siren"], first["siren"]]
            places = [facts.get("departement"), first.get("departement")]
            is_other = all(places) and places[0] != places[1]
            if not all(both) and not is_other:
                return first
        return None

    def _tell_double(self, line: Line, facts: dict, first: dict) -> None:
        """The row is left out, and what was told of it with it."""
        line.issues.clear()
        by_siren = facts["siren"] and facts["siren"] == first["siren"]
        word, what = ("siren", "SIREN") if by_siren else ("name", "nom")
        read = facts["siren"] if by_siren else line.text("name")
        where = place_in(first["sheet"], first["row"], facts["sheet"])
        line.tell(word, "ORGANISME_EN_DOUBLE", what, where, read=read)

    def _complete(self, line: Line, facts: dict, first: dict) -> None:
        """What the first sheet left blank; what it says otherwise is told, and the first is kept."""
        line.issues[:] = [
            one for one in line.issues if one.code != "SIREN_ABSENT" or not first["siren"]
        ]
        where = place_in(first["sheet"], first["row"], facts["sheet"])
        for word, value in facts.items():
            if value in (None, [], {}) or word in ("sheet", "row", "name"):
                continue
            if first.get(word) in (None, [], {}):
                first[word] = value
            elif word in TOLD_AGAIN and first[word] != value:
                line.tell(word, "CONTRADICTION", where, read=value, kept=first[word])

    def settle_statuses(self, colours: Colours) -> None:
        """Rows without a written status, by their colour; once everything else is read."""
        colours.written = [one for one in self.found if one["status"]]
        for organism in self.found:
            line = self.lines.get(id(organism))
            if (
                organism["status"]
                or line is None
                or (line.sheet.has("status") and line.has("status"))
            ):
                continue
            word = "status" if line.sheet.has("status") else None
            colour = colour_of(line.row)
            if colour and colours.knows(colour):
                kept = organism["status"] = colours.status(colour, organism)
                line.tell(word, "STATUT_PAR_COULEUR", colour, kept, kept=kept)
            elif colour:
                line.tell(word, "COULEUR_SANS_LEGENDE", colour)
            elif word:
                line.tell(word, "STATUT_ABSENT")


def empty_organism(sheet: str, row: int, name: str) -> dict:
    """The keys that each organism has; some have more: label, departement, former_names, merged_into."""
    facts: dict = {"sheet": sheet, "row": row, "name": name}
    facts |= dict.fromkeys(("siren", "family", "region", "homes", "status"))
    return facts | {"emails": []} | dict.fromkeys((*MILESTONES, "auditor", "mention", "note"))


def _former(name: str) -> tuple[str, str]:
    """« Cévalis (ex Rhodalys) »: the name of today, then the one before."""
    found = FORMER.search(name)
    return (name[: found.start()].strip(), found[1]) if found and found.start() else (name, "")


def siren_of(line: Line) -> str | None:
    if not line.sheet.has("siren"):
        return None
    if not line.has("siren"):
        line.tell("siren", "SIREN_ABSENT")
        return None
    shown = line.mark("siren").number_format
    return line.take("siren", lambda cell: read_siren(cell, shown))


def label_end(start: str) -> str:
    """BR-63: 36 months later, less a day."""
    day = datetime.date.fromisoformat(start)
    year = day.year + LABEL_MONTHS // 12
    last = calendar.monthrange(year, day.month)[1]
    end = datetime.date(year, day.month, min(day.day, last)) - datetime.timedelta(days=1)
    return end.isoformat()


def _day_after(day: str) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=1)).isoformat()


def named(line: Line, names, chosen: dict[str, str]) -> str | None:
    """The organism that the line names, among those known; what is not found is told."""

    def read(cell) -> Reading:
        if not text_of(cell):
            return NOTHING_READ
        written = text_of(cell)
        said = chosen.get(fold(written))
        found = names.find(str(cell) if isinstance(cell, str) else written)
        if name := said or found.name:
            code = "ORGANISME_RAPPROCHE" if name != cell else ""
            return Reading(name, code, (cell, name))
        if found.choices:
            return Reading(None, "ORGANISME_AMBIGU", (written, choice_of(found.choices)))
        return Reading(None, "ORGANISME_INCONNU", (written,))

    name = line.take("name", read)
    if name is None and not line.has("name"):
        line.tell("name", "LIGNE_SANS_ORGANISME")
    return name
