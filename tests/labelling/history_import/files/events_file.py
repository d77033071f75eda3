"""An XLSX of one event a row, a sheet a year: names changed, organisms merged, sheets that disagree."""

import datetime
import io
import random
from collections import defaultdict

from openpyxl import Workbook

from tests.labelling.history_import.files.inventing import (
    AUDITORS,
    Dates,
    Expected,
    day_after,
    name,
    organism,
)

DEPARTEMENTS = {"29": "53", "31": "76", "67": "44", "14": "28", "13": "93"}
HEADER = ("Date", "Organisme", "Dpt", "Évènement", "Intervenant", "Détail")
ANOTHER_ORDER = ("Organisme", "Dpt", "Date", "Évènement", "Détail", "Intervenant")
KINDS = {"hqs": "HQS", "implementation": "AMO", "verification": "AV"}


def make(seed=3, count=36):
    """(content of the file, what a good reading gives)."""
    return _Writer(random.Random(seed), count).file()


class _Writer:
    def __init__(self, rng, count):
        self.rng, self.count = rng, count
        self.expected = Expected()
        self.dates = Dates(rng, self.expected, is_typed=True)
        self.events = defaultdict(list)  # year → (day, organism, event, who, detail, twist)
        self.facts = {}

    def file(self):
        for number in range(1, self.count + 1):
            self.story(number)
        book = Workbook()
        book.remove(book.active)
        for year in sorted(self.events):
            self.write_sheet(book, year)
        book.create_sheet("param").sheet_state = "hidden"
        book["param"].append(["OPH"])
        self.finish()
        file = io.BytesIO()
        book.save(file)
        return file.getvalue(), self.expected

    def story(self, number):
        """From the candidature to the label, at most; one in nine changes its name, one is absorbed."""
        rng = self.rng
        self.facts[number] = {
            "departement": rng.choice(list(DEPARTEMENTS)),
            "name": name(number * 7),
        }
        day = day_after(rng, datetime.date(2021, 1, 4), 0, 300)
        auditor = rng.choice(AUDITORS)
        steps = [
            ("candidature", None, None, 0),
            ("hqs", auditor, None, 90),
            ("relance", None, "par mail", 40),
        ]
        steps += [("implementation", auditor, None, 330), ("comité", None, "avis favorable", 90)]
        steps += [("label", None, None, 0), ("verification", auditor, None, 400)]
        until = rng.randint(1, len(steps))
        for event, who, detail, later in steps[:until]:
            day = day_after(rng, day, later, later)
            self.add(day, number, event, who, detail)
            if event == "implementation" and number % 6 == 0:
                self.add(day_after(rng, day, 8, 8), number, event, who, detail, "contradiction")
            if event == "hqs" and number % 8 == 0:
                self.add(day, number, event, who, detail, "double")
        if number % 9 == 0:
            self.add(day_after(rng, day, 5, 5), number, "renamed", None, None)
            self.add(day_after(rng, day, 30, 30), number, "relance", None, "appel : rappelle lundi")
        elif number == 20:
            self.add(day_after(rng, day, 5, 5), number, "merged", None, None)

    def add(self, day, number, event, who, detail, twist=""):
        self.events[day.year].append((day, number, event, who, detail, twist))

    def write_sheet(self, book, year):
        sheet = book.create_sheet(str(year))
        self.expected.sheet = str(year)
        header = ANOTHER_ORDER if year % 2 else HEADER
        sheet.append([f"Évènements du label {year}"])
        sheet.merge_cells("A1:F1")
        sheet.append([])
        sheet.append(header)
        above = None
        ordered = sorted(self.events[year], key=lambda event: (event[0], event[1], event[5]))
        for event in ordered:
            self.expected.row = sheet.max_row + 1
            cells = self.cells_of(event, above)
            above = event[1]
            sheet.append([cells[title] for title in header])
        sheet.append([f"{len(ordered)} évènements"])

    def cells_of(self, event, above):
        day, number, kind, who, detail, twist = event
        facts = self.facts[number]
        written = self.name_cell(number, kind, above)
        is_told_twice = (kind == "implementation" and number % 6 == 0) or (
            kind == "hqs" and number % 8 == 0
        )
        if is_told_twice or kind in ("label", "comité", "renamed", "merged", "candidature"):
            cell, kept = day, day.isoformat()
        else:
            cell, kept = self.dates.write("Date", day)
        facts.setdefault("place", (self.expected.sheet, self.expected.row))
        words = getattr(self, f"on_{kind}", self.on_audit)(number, kind, kept, who, detail, twist)
        title, told = words
        return {
            "Date": cell, "Organisme": written, "Dpt": facts["departement"], "Évènement": title,
            "Intervenant": who, "Détail": told,
        }  # fmt: skip

    def name_cell(self, number, kind, above):
        facts = self.facts[number]
        current = facts["name"]
        if above == number and kind not in ("renamed", "merged"):
            self.expected.tell("Organisme", "IDEM", "info", "idem", current)
            return "idem"
        if kind == "hqs" and number % 5 == 0:
            self.expected.tell("Organisme", "ORGANISME_RAPPROCHE", "info", current.upper(), current)
            return current.upper()
        return current

    def told(self, **facts):
        return {"sheet": self.expected.sheet, "row": self.expected.row, **facts}

    def on_candidature(self, number, _kind, kept, _who, _detail, _twist):
        self.progress(number, kept, "candidate", application_on=kept)
        return "Dépôt de candidature", None

    def on_audit(self, number, kind, kept, who, detail, twist):
        if twist == "double":
            self.expected.tell("Évènement", "EVENEMENT_EN_DOUBLE", "info", KINDS[kind])
            return KINDS[kind], detail
        if twist == "contradiction":
            first = self.facts[number][f"first_{kind}"]
            self.expected.tell("Date", "CONTRADICTION", "warning", kept, first)
            return KINDS[kind], detail
        self.facts[number][f"first_{kind}"] = kept
        milestone = "hqs_on" if kind == "hqs" else f"{kind}_audit_on"
        status = {"hqs": "diagnosis", "implementation": "audit"}.get(kind)
        self.progress(number, kept, status, **{milestone: kept, "auditor": who})
        audit = self.told(number=number, audit_type=kind, start=kept, end=None, auditor=who)
        self.expected.audits.append(audit | {"report_on": None, "nc_major": None, "nc_minor": None})
        return KINDS[kind], detail

    def on_comité(self, number, _kind, kept, _who, detail, _twist):
        self.progress(number, kept, "labelled", committee_on=kept)
        decision = self.told(session=kept, number=number, decision="granted")
        self.expected.decisions.append(
            decision | {"with_recommendations": False, "seats_present": None}
        )
        return "Comité", detail

    def on_label(self, number, _kind, kept, _who, _detail, _twist):
        self.progress(number, kept, "labelled", label={"start": kept, "end": None})
        return "Label accordé", None

    def on_relance(self, number, _kind, kept, _who, detail, _twist):
        self.expected.reminders.append(self.told(number=number, on=kept, text=detail))
        return "relance", detail

    def on_renamed(self, number, _kind, _kept, _who, _detail, _twist):
        facts = self.facts[number]
        old, new = facts["name"], name(number * 7 + 2_000)
        self.expected.tell("Organisme", "ORGANISME_RENOMME", "warning", old, new)
        facts |= {"former_names": [old], "name": new}
        return "Changement de nom", f"devient {new}"

    def on_merged(self, number, _kind, _kept, _who, _detail, _twist):
        other = self.facts[1]["name"]
        old = self.facts[number]["name"]
        self.expected.tell("Organisme", "ORGANISME_ABSORBE", "warning", old, other)
        self.facts[number]["merged_into"] = other
        return "Fusion", f"absorbé par {other}"

    def progress(self, number, kept, status, **milestones):
        facts = self.facts[number]
        facts |= {key: value for key, value in milestones.items() if value}
        if status and kept:
            facts["status"] = status
            facts["status_place"] = (self.expected.sheet, self.expected.row)

    def finish(self):
        """Objects bear the name of today; the status is the one of the last event."""
        for kind in ("audits", "decisions", "reminders"):
            for one in getattr(self.expected, kind):
                one["organism"] = self.facts[one.pop("number")]["name"]
        for facts in sorted(self.facts.values(), key=lambda facts: facts["place"]):
            sheet, row = facts.pop("place")
            kept = {key: value for key, value in facts.items() if not key.startswith("first_")}
            place = kept.pop("status_place", None)
            if place:
                self.expected.sheet, self.expected.row = place
                self.expected.tell("Évènement", "STATUT_DEDUIT", "warning", None, kept["status"])
            region = DEPARTEMENTS[kept["departement"]]
            self.expected.organisms.append(organism(sheet=sheet, row=row, region=region, **kept))
        self.expected.sheet, self.expected.row = min(str(year) for year in self.events), 3
        self.expected.tell(None, "COLONNE_ABSENTE", "warning")
