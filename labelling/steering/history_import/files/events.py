"""Events of a tracking file: one row each, over several sheets; organisms are drawn from them."""

import re
from dataclasses import dataclass

from labelling.steering.history_import.files.dates import gap, period
from labelling.steering.history_import.files.issues import place_in
from labelling.steering.history_import.files.lines import Line
from labelling.steering.history_import.files.names import add_spellings
from labelling.steering.history_import.files.organisms import (
    Organisms,
    empty_organism,
    named,
    siren_of,
)
from labelling.steering.history_import.files.parsing import Reader
from labelling.steering.history_import.files.records import Records
from labelling.steering.history_import.files.sheets import SheetReading
from labelling.steering.history_import.files.values import has_recommendations, value_of

MILESTONE_OF = {
    "application": "application_on",
    "hqs": "hqs_on",
    "implementation": "implementation_audit_on",
    "verification": "verification_audit_on",
    "committee": "committee_on",
}
STATUS_OF = {
    "application": "candidate",
    "hqs": "diagnosis",
    "implementation": "audit",
    "label": "labelled",
    "suspended": "suspended",
    "withdrawn": "withdrawn",
    "renounced": "renounced",
    "discontinued": "discontinued",
    "dismissed": "dismissed",
}
STATUS_OF_DECISION = {"granted": "labelled", "pending": "scheduled"}
AUDITS = ("hqs", "implementation", "verification")
NEW_NAME = re.compile(
    r"(?:devient|devenue?|nouveau nom|d[ée]sormais|renomm[ée]e? en)\s*:?\s*(.+)", re.I
)
ABSORBED = re.compile(
    r"(?:absorb[ée]e? par|repris(?:e)? par|fusion(?:n[ée]e?)? avec|rejoint)\s+(.+)", re.I
)
UNTIL = re.compile(r"jusqu.?\s?au (\d\d?/\d\d?/\d{4})")
SAME_EVENT = 45  # days: two dates nearer than that tell one event


@dataclass(slots=True)
class Event:
    line: Line
    name: str  # as the organism was called then
    kind: str
    on: str | None


class Events:
    """Read row by row, then bound to the organisms under their name of today."""

    def __init__(
        self, sheets: list[SheetReading], reader: Reader, organisms: Organisms, records: Records
    ):
        self.reader, self.organisms, self.records = reader, organisms, records
        self.names = records.names
        add_spellings(self.names, sheets)
        self.renamed: dict[str, str] = {}
        self.merged: dict[str, str] = {}
        self.first: dict[str, Event] = {}  # place of an organism
        self.facts: dict[str, dict[str, tuple[str, Line]]] = {}  # word → value, first written where
        self.told: dict[tuple[str, str], list[Event]] = {}
        self.kept: list[Event] = []

    def read(self, line: Line) -> None:
        name = named(line, self.names, self.records.chosen)
        on = self.reader.date(line, "on") if line.sheet.has("on") else None
        kind = self.reader.value(line, "event")
        auditor = self.reader.auditor(line)
        region, departement = self.reader.region(line)
        line.take_comments()
        if name is None:
            return
        event = Event(line, name, kind or "", on)
        line.kept["auditor"] = auditor
        self.first.setdefault(name, event)
        self._learn(event, {"region": region, "departement": departement} | self._identity(line))
        if kind is None:
            line.remark("event", " ".join([line.text("event"), line.text("text")]).strip())
        elif kind == "renamed":
            self._rename(event)
        elif kind == "merged":
            self._merge(event)
        elif not self._is_told(event):
            self.kept.append(event)

    def _identity(self, line: Line) -> dict[str, str | None]:
        """Who the organism is; a blank cell says nothing, for another row may."""
        found = {"siren": siren_of(line) if line.sheet.has("siren") and line.has("siren") else None}
        if line.sheet.has("family"):
            found["family"] = self.reader.value(line, "family")
        return found

    def _learn(self, event: Event, facts: dict[str, str | None]) -> None:
        known = self.facts.setdefault(event.name, {})
        for word, value in facts.items():
            if value is None:
                continue
            first, line = known.setdefault(word, (value, event.line))
            if first != value and (word != "region" or event.line.sheet.has("region")):
                where = place_in(line.sheet.name, line.row.number, event.line.sheet.name)
                event.line.tell(word, "CONTRADICTION", where, read=value, kept=first)

    def _rename(self, event: Event) -> None:
        if found := NEW_NAME.search(event.line.text("text")):
            new = self.names.find(found[1]).name or found[1]
            self.renamed[event.name] = new
            event.line.tell("name", "ORGANISME_RENOMME", new, read=event.name, kept=new)

    def _merge(self, event: Event) -> None:
        if found := ABSORBED.search(event.line.text("text")):
            other = self.names.find(found[1]).name or found[1]
            self.merged[event.name] = other
            event.line.tell("name", "ORGANISME_ABSORBE", other, read=event.name, kept=other)

    def _is_told(self, event: Event) -> bool:
        """The same event written before: its double is left out, another date is told."""
        before = self.told.setdefault((self.today(event.name), event.kind), [])
        for first in before if event.on else ():
            if not first.on or (days := gap(first.on, event.on)) > SAME_EVENT:
                continue
            is_same = days == 0 and (
                event.kind != "reminder" or first.line.text("text") == event.line.text("text")
            )
            if event.kind == "reminder" and not is_same:
                continue
            here = event.line.sheet.name
            where = place_in(first.line.sheet.name, first.line.row.number, here)
            if is_same:
                written = event.line.text("event")
                event.line.tell("event", "EVENEMENT_EN_DOUBLE", where, read=written)
            else:
                event.line.tell("on", "CONTRADICTION", where, read=event.on, kept=first.on)
            return True
        before.append(event)
        return False

    def today(self, name: str) -> str:
        """The name that the file gives last."""
        seen = {name}
        while (after := self.renamed.get(name)) and after not in seen:
            name = after
            seen.add(name)
        return name

    def finish(self) -> None:
        """Organisms, audits, decisions and reminders of all the events."""
        for name, event in self.first.items():
            self._place(name, event)
        statuses: dict[str, tuple] = {}
        for order, event in enumerate(self.kept):
            organism = self._organism(event.name)
            self._keep(event, organism)
            status = self._status(event)
            if status and event.on:
                last = (period(event.on)[1], order, status, event)
                statuses[organism["name"]] = max(statuses.get(organism["name"], last[:2]), last)
        self._tell_missing_sirens()
        for name, (_day, _order, status, event) in statuses.items():
            organism = self._organism(name)
            if organism["status"] is None:
                organism["status"] = status
                event.line.tell("event", "STATUT_DEDUIT", kept=status)

    def _tell_missing_sirens(self) -> None:
        """Once an organism, where it is first named."""
        for name, event in self.first.items():
            organism = self._organism(name)
            is_first = organism["row"] == event.line.row.number
            if organism["siren"] is None and is_first and event.line.sheet.has("siren"):
                event.line.tell("siren", "SIREN_ABSENT")

    def _place(self, name: str, event: Event) -> None:
        organism = self._organism(name, event)
        for word, (value, _line) in self.facts[name].items():
            if organism.get(word) is None:
                organism[word] = value
        if name != organism["name"]:
            organism.setdefault("former_names", []).append(name)
        if other := self.merged.get(name):
            organism["merged_into"] = self.today(other)

    def _organism(self, name: str, event: Event | None = None) -> dict:
        today = self.today(name)
        known = self.organisms.named(today)
        if known is None:
            known = empty_organism(event.line.sheet.name, event.line.row.number, today)
            self.organisms.add(known)
        return known

    def _keep(self, event: Event, organism: dict) -> None:
        line, kind, auditor = event.line, event.kind, event.line.kept.get("auditor")
        place = {"sheet": line.sheet.name, "row": line.row.number, "organism": organism["name"]}
        is_written = id(organism) in self.organisms.lines  # a sheet of organisms has the last word
        milestone = MILESTONE_OF.get(kind)
        if event.on and milestone and not (is_written and organism[milestone]):
            organism[milestone] = event.on
        if kind in AUDITS:
            if auditor and not (is_written and organism["auditor"]):
                organism["auditor"] = auditor
            facts = {"audit_type": kind, "start": event.on, "end": None, "auditor": auditor}
            self.records.audits.append(
                place | facts | dict.fromkeys(("report_on", "nc_major", "nc_minor"))
            )
        elif kind == "committee":
            facts = {"session": event.on, "decision": _decision(line), "seats_present": None}
            facts["with_recommendations"] = has_recommendations(line.text("text"))
            self.records.decisions.append(place | facts)
        elif kind == "reminder":
            text = line.text("text") or line.text("event")
            self.records.reminders.append(place | {"on": event.on, "text": text})
        elif kind == "label" and event.on and not (is_written and organism.get("label")):
            found = UNTIL.search(line.text("text"))
            end = "-".join(reversed(found[1].split("/"))) if found else None
            organism["label"] = {"start": event.on, "end": end}
        if line.text("text") and kind not in ("reminder", "committee"):
            line.remark("text", line.text("text"))

    def _status(self, event: Event) -> str | None:
        if event.kind == "committee":
            decision = _decision(event.line)
            return STATUS_OF_DECISION.get(decision, decision)
        return STATUS_OF.get(event.kind)


def _decision(line: Line) -> str | None:
    return value_of("decision", line.text("text")) or value_of("decision", line.text("event"))
