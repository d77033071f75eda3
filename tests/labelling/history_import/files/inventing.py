"""Invented organisms, people and untidy ways of writing, each with what a good reading makes of it."""

import datetime
import random
from collections import Counter
from dataclasses import dataclass, field

MONTHS = "janv. févr. mars avril mai juin juil. août sept. oct. nov. déc.".split()
# Two of them differ by two letters at least: no name is the misspelling of another.
SYLLABLES = "bra clo dun fel gri hos jul kem lov mur nep pax quis ryt toz vaw".split()
AUDITORS = ("Maëlle Corbanier", "Yvan Despréaux", "Solène Le Quintrec", "Rémi Valdonnet")


def siren(number):
    """Under 000 325 000, with its right key."""
    digits = f"{number:08d}"
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(digits)]
    total = sum(part - 9 if part > 9 else part for part in doubled)
    return f"{digits}{-total % 10}"


def name(number):
    parts = [SYLLABLES[number // 16**power % 16] for power in range(3)]
    return f"{''.join(parts).capitalize()} {('Habitat', 'Logis', 'Foyer')[number % 3]}"


def spaced(number):
    return f"{number:,}".replace(",", " ")


@dataclass
class Expected:
    """What a good reading of the file gives."""

    sheet: str = ""
    row: int = 0
    organisms: list = field(default_factory=list)
    audits: list = field(default_factory=list)
    decisions: list = field(default_factory=list)
    reminders: list = field(default_factory=list)
    issues: list = field(default_factory=list)

    def tell(self, column, code, severity, read=None, kept=None):
        told = {"sheet": self.sheet, "row": self.row, "column": column}
        told |= {"code": code, "severity": severity, "read": read, "kept": kept}
        self.issues.append({key: value for key, value in told.items() if value is not None})

    @property
    def codes(self):
        return Counter(issue["code"] for issue in self.issues)


class Dates:
    """Ways of writing a date: `write` gives the cell and tells the issue; the reading is returned too."""

    def __init__(self, rng: random.Random, expected: Expected, is_typed: bool):
        self.rng, self.expected, self.is_typed = rng, expected, is_typed

    def write(self, column, day):
        """(cell, kept): mostly plain, one in six written otherwise."""
        if day is None:
            return None, None
        if self.rng.random() < 0.83:
            return (day if self.is_typed else f"{day:%d/%m/%Y}"), day.isoformat()
        ways = (
            *(self.short, self.dotted, self.words, self.month, self.quarter, self.week),
            *(self.yearless, self.remark, self.doubtful),
        )
        way = self.rng.choice(ways)
        cell, kept, code, severity = way(day)
        if code:
            self.expected.tell(column, code, severity, cell, kept)
        return cell, kept

    def understood(self, cell, day):
        """Told only where the file could have held a real date."""
        return cell, day.isoformat(), "DATE_TEXTE" if self.is_typed else None, "info"

    def short(self, day):
        return self.understood(f"{day:%d/%m/%y}", day)

    def dotted(self, day):
        return self.understood(f"{day:%d.%m.%Y}", day)

    def words(self, day):
        first = "1er" if day.day == 1 else str(day.day)
        return self.understood(f"{first} {MONTHS[day.month - 1]} {day.year}", day)

    def month(self, day):
        cell = f"{MONTHS[day.month - 1]} {day.year}"
        return cell, f"{day:%Y-%m}", "DATE_IMPRECISE", "warning"

    def quarter(self, day):
        quarter = (day.month + 2) // 3
        return f"T{quarter} {day.year}", f"{day.year}-T{quarter}", "DATE_IMPRECISE", "warning"

    def week(self, day):
        year, week, _weekday = day.isocalendar()
        return f"sem. {week} {year}", f"{year}-S{week:02d}", "DATE_IMPRECISE", "warning"

    def yearless(self, day):
        return f"{day:%d/%m}", None, "DATE_SANS_ANNEE", "error"

    def remark(self, day):
        return f"{day:%d/%m/%Y} (reporté)", day.isoformat(), "DATE_REMARQUE", "info"

    def doubtful(self, day):
        return f"{day:%d/%m/%Y} ?", day.isoformat(), "DATE_INCERTAINE", "warning"


def day_after(rng, day, least, most):
    """A working day."""
    found = day + datetime.timedelta(days=rng.randint(least, most))
    return found + datetime.timedelta(
        days=max(0, 7 - found.weekday()) if found.weekday() > 4 else 0
    )


def label_end(start):
    return start.replace(year=start.year + 3) - datetime.timedelta(days=1)


def organism(**facts):
    """What is expected of an organism: what is not known is None."""
    keys = (
        "sheet row name siren family region homes status application_on hqs_on"
        " implementation_audit_on auditor committee_on verification_audit_on mention note"
    )
    return dict.fromkeys(keys.split()) | {"emails": []} | facts


STAGES = "candidate diagnosis preparation audit scheduled labelled expired dismissed".split()


def path(rng, stage):
    """The days of an organism that has come to this stage, in the order of the label."""
    reached = STAGES.index(stage)
    start = datetime.date(2018, 1, 8) if stage == "expired" else datetime.date(2023, 9, 4)
    days = dict.fromkeys(("application_on", "hqs_on", "implementation_audit_on", "committee_on"))
    days["application_on"] = day_after(rng, start, 0, 400)
    if stage == "dismissed":
        return days
    if reached >= 1:
        days["hqs_on"] = day_after(rng, days["application_on"], 60, 150)
    if reached >= 3:
        days["implementation_audit_on"] = day_after(rng, days["hqs_on"], 330, 400)
    if reached >= 4:
        days["committee_on"] = day_after(rng, days["implementation_audit_on"], 60, 120)
    return days
