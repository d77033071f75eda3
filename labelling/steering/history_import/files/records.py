"""Audits, decisions and reminders of a tracking file: one row each, bound to an organism."""

from labelling.cells import NOTHING_READ, Reading, text_of
from labelling.numbers import read_findings, read_present
from labelling.steering.history_import.files.lines import Line
from labelling.steering.history_import.files.names import Names
from labelling.steering.history_import.files.organisms import named
from labelling.steering.history_import.files.parsing import Reader
from labelling.steering.history_import.files.values import has_recommendations


class Records:
    """A row whose organism is unknown is told and kept nowhere."""

    def __init__(self, reader: Reader, names: Names):
        self.reader, self.names = reader, names
        self.chosen = reader.matching.values.get("organism", {})
        self.audits: list[dict] = []
        self.decisions: list[dict] = []
        self.reminders: list[dict] = []

    def read_audit(self, line: Line) -> None:
        reader = self.reader
        organism = named(line, self.names, self.chosen)
        facts = {
            "audit_type": reader.value(line, "audit_type"),
            "start": self._date(line, "start"),
            "end": self._date(line, "end"),
            "auditor": reader.auditor(line),
            "report_on": self._date(line, "report_on"),
            "nc_major": line.take("nc_major", read_findings),
            "nc_minor": line.take("nc_minor", read_findings),
        }
        self._keep(self.audits, line, organism, facts)

    def read_decision(self, line: Line) -> None:
        session = self._session(line)
        organism = named(line, self.names, self.chosen)
        written = line.text("decision")
        facts = {
            "session": session,
            "organism": organism,
            "decision": self.reader.value(line, "decision"),
            "with_recommendations": has_recommendations(written),
            "seats_present": line.take("seats_present", read_present),
        }
        self._keep(self.decisions, line, organism, facts)

    def read_reminder(self, line: Line) -> None:
        organism = named(line, self.names, self.chosen)
        facts = {"on": self._date(line, "on"), "text": line.take("text", _read_text)}
        self._keep(self.reminders, line, organism, facts)

    def _session(self, line: Line) -> str | None:
        """A blank date under another is of the same session, as merged cells leave it in a text."""
        above = line.above.get("session")
        if line.has("session") or above is None:
            return self._date(line, "session")
        line.tell("session", "IDEM", kept=above)
        line.kept["session"] = above
        return above

    def _date(self, line: Line, word: str) -> str | None:
        return self.reader.date(line, word) if line.sheet.has(word) else None

    def _keep(self, records: list[dict], line: Line, organism: str | None, facts: dict) -> None:
        line.take_comments()
        if line.sheet.has("note") and (note := line.text("note")):
            line.remark("note", note)
        if organism is not None:
            place = {"sheet": line.sheet.name, "row": line.row.number, "organism": organism}
            records.append(place | facts)


def _read_text(cell) -> Reading:
    return Reading(text_of(cell)) if text_of(cell) else NOTHING_READ
