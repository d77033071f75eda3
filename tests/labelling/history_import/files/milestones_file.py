"""An ODS of two hundred rows: one row an organism, one column a milestone, regions merged and totalled."""

import datetime
import random
from xml.sax.saxutils import escape

from tests.labelling.history_import.files.inventing import (
    AUDITORS,
    STAGES,
    Dates,
    Expected,
    label_end,
    name,
    organism,
    path,
    siren,
    spaced,
)
from tests.labelling.stock.files import ods

REGIONS = {"Bretagne": "53", "Occitanie": "76", "Grand Est": "44", "Normandie": "28", "PACA": "93"}
FAMILIES = {"OPH": "OPH", "E.S.H.": "ESH", "Coop.": "COOP", "Sacicap": "PROCIVIS"}
STATUSES = {
    "candidate": "candidature déposée",
    "diagnosis": "Diag. en cours",
    "preparation": "plan d’actions",
    "audit": "audit à caler",
    "scheduled": "au prochain comité",
    "labelled": "LABELLISÉ",
    "expired": "label échu",
    "dismissed": "classé sans suite",
}
HEADER = (
    "Région|Bailleur|N° SIREN|Statut juridique|Parc (logements)|Mail|Dépôt candidature"
    "|Diagnostic HQS|Audit de mise en œuvre|Auditeur·rice|Comité du|Label obtenu le"
    "|Fin de validité|Où en est-on ?|Remarques"
).split("|")
GROUPS = (("Organisme", 6), ("Jalons", 7), ("Suivi", 2))


def make(seed=15, count=190):
    """(content of the file, what a good reading gives)."""
    return _Writer(random.Random(seed), count).file()


class _Writer:
    def __init__(self, rng, count):
        self.rng, self.count = rng, count
        self.expected = Expected(sheet="Suivi du label")
        self.dates = Dates(rng, self.expected, is_typed=True)
        self.rows = []
        self.auditor = self.family = None  # of the row above

    def file(self):
        self.add([("Suivi du label Quali’Hlm – Auvernais et alentours", len(HEADER))])
        self.add(["Mis à jour le 14/09/2026"])
        self.add([])
        self.add(list(GROUPS))
        self.add(HEADER)
        numbers = iter(range(1, self.count + 1))
        for region in REGIONS:
            self.add_region(region, [next(numbers) for _ in range(self.count // len(REGIONS))])
        self.add(["TOTAL GÉNÉRAL", None, None, None, 1_234_567])
        self.add(["* chiffres déclarés par les organismes"])
        table = f'<table:table table:name="Suivi du label">{"".join(self.rows)}</table:table>'
        return ods(table), self.expected

    def add_region(self, region, numbers):
        twice = self.rng.choice(numbers[:-1])
        height = len(numbers) + 1
        first = len(self.rows) + 1
        self.auditor = self.family = None
        for number in numbers:
            cells = self.organism_cells(region, number)
            self.add([(region, 1, height) if len(self.rows) + 1 == first else COVERED, *cells])
            if number == twice:
                self.auditor = self.family = None
                self.add([COVERED, *self.doubled_cells(number)])
        self.add([f"Sous-total {region}", None, None, None, 4_321])

    def organism_cells(self, region, number):
        rng, expected = self.rng, self.expected
        expected.row = len(self.rows) + 1
        stage = rng.choice(STAGES)
        facts = {"sheet": expected.sheet, "row": expected.row, "name": name(number)}
        facts |= {"region": REGIONS[region], "status": stage}
        key, facts["siren"] = self.siren_cell(number)
        family, facts["family"] = self.family_cell()
        homes, facts["homes"] = self.homes_cell()
        mail = f"label@{name(number).split()[0].lower()}.example"
        facts["emails"] = [mail]
        days = path(rng, stage)
        cells = {}
        for column, milestone in zip(HEADER[6:9], list(days)[:3], strict=True):
            cells[milestone], facts[milestone] = self.dates.write(column, days[milestone])
        auditor, facts["auditor"] = self.auditor_cell(days["hqs_on"])
        committee = days["committee_on"]
        facts["committee_on"] = committee.isoformat() if committee else None
        start, end = None, None
        if stage in ("labelled", "expired"):
            start, end = committee, self.end_cell(committee, facts)
        remark = rng.choice((None, None, "dossier suivi par le siège", "rappeler en janvier"))
        facts["note"] = remark
        expected.organisms.append(organism(**facts))
        return [
            name(number), key, family, homes, mail, *cells.values(), auditor, committee, start, end,
            STATUSES[stage], remark,
        ]  # fmt: skip

    def siren_cell(self, number):
        right = siren(number * 97 + 1_000)
        way = self.rng.random()
        if way < 0.4:
            return right, right
        if way < 0.8:
            self.expected.tell("N° SIREN", "SIREN_ZERO_PERDU", "info", int(right), right)
            return int(right), right
        if way < 0.9:
            cell = f"{right[:3]} {right[3:6]} {right[6:]}"
            self.expected.tell("N° SIREN", "SIREN_ESPACES", "info", cell, right)
            return cell, right
        self.expected.tell("N° SIREN", "SIREN_ABSENT", "error")
        return None, None

    def family_cell(self):
        """A ditto mark under a family of the same region."""
        if self.family and self.rng.random() < 0.15:
            self.expected.tell("Statut juridique", "IDEM", "info", '"', self.family)
            return '"', self.family
        cell = self.rng.choice(list(FAMILIES))
        self.family = FAMILIES[cell]
        return cell, self.family

    def homes_cell(self):
        homes = self.rng.randrange(300, 30_000, 10)
        way = self.rng.random()
        if way < 0.6:
            return homes, homes
        if way < 0.75:
            cell, code, severity = f"{spaced(homes)} lgts", "NOMBRE_TEXTE", "info"
        elif way < 0.9:
            cell, code, severity = f"~ {spaced(homes)}", "NOMBRE_APPROXIMATIF", "warning"
        else:
            self.expected.tell("Parc (logements)", "NOMBRE_ABSENT", "warning", "NC")
            return "NC", None
        self.expected.tell("Parc (logements)", code, severity, cell, homes)
        return cell, homes

    def auditor_cell(self, hqs_on):
        if hqs_on is None:
            self.auditor = None
            return None, None
        if self.auditor and self.rng.random() < 0.3:
            self.expected.tell("Auditeur·rice", "IDEM", "info", "idem", self.auditor)
            return "idem", self.auditor
        self.auditor = self.rng.choice(AUDITORS)
        if self.rng.random() < 0.2:
            first, _, last = self.auditor.partition(" ")
            cell = f"{first[0]}. {last.upper()}"
            self.expected.tell("Auditeur·rice", "AUDITEUR_RAPPROCHE", "warning", cell, self.auditor)
            return cell, self.auditor
        return self.auditor, self.auditor

    def end_cell(self, start, facts):
        end = label_end(start)
        facts["label"] = {"start": start.isoformat(), "end": end.isoformat()}
        if self.rng.random() < 0.1:
            late = end + datetime.timedelta(days=1)
            self.expected.tell(
                "Fin de validité", "FIN_DECALEE", "warning", late.isoformat(), end.isoformat()
            )
            return late
        return end

    def doubled_cells(self, number):
        """The row above again, in capitals, with the same key when it has one."""
        first = self.expected.organisms[-1]
        self.expected.row = len(self.rows) + 1
        column, read = (
            ("N° SIREN", first["siren"]) if first["siren"] else ("Bailleur", first["name"].upper())
        )
        self.expected.tell(column, "ORGANISME_EN_DOUBLE", "error", read)
        return [first["name"].upper(), first["siren"], None, None, None]

    def add(self, cells):
        self.rows.append(
            f"<table:table-row>{''.join(_cell(cell) for cell in cells)}</table:table-row>"
        )


COVERED = object()


def _cell(value):
    """A pair or a triple is a merged cell: value, columns, rows."""
    if value is COVERED:
        return "<table:covered-table-cell/>"
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, tuple):
        text, width, height = (*value, 1)[:3]
        span = f' table:number-columns-spanned="{width}" table:number-rows-spanned="{height}"'
        covered = "<table:covered-table-cell/>" * (width - 1)
        return (
            f"<table:table-cell{span}><text:p>{escape(text)}</text:p></table:table-cell>{covered}"
        )
    if isinstance(value, datetime.date):
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
        )
    if isinstance(value, int):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    return f"<table:table-cell><text:p>{escape(value)}</text:p></table:table-cell>"
