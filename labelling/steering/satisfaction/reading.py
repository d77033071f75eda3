"""Results of a satisfaction survey kept in a spreadsheet: one organism a row, what is wrong told line by line."""

import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from labelling.numbers import read_siren
from labelling.parties.organisms.models import Organism
from labelling.path.stock.files.lines import TOTAL
from labelling.path.stock.files.titles import fold_title
from labelling.steering.satisfaction.models import SatisfactionResult
from labelling.steering.satisfaction.questions import OVERALL, questions
from labelling.territories import fold_name
from portal.spreadsheets.guards import faults_refused
from portal.spreadsheets.reading import read
from portal.spreadsheets.sheets import Unreadable, is_blank

HEADER_WITHIN = 20
MOST = 2000
FEW = 30  # respondents under which a rate is to be read with care
PER_CENT = 100
NUMBER = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*%?")
NO_HEADER = (
    "Aucune colonne de résultats n’est reconnue. Donnez aux colonnes leurs titres\u00a0: Siren ou Organisme, "
    "Répondants, Satisfaction globale, puis vos autres questions."
)
TOO_MANY = f"Ce fichier a plus de {MOST} lignes\u00a0: séparez-le."
NAMES = {
    "organism": "organisme|nom organisme|bailleur|nom|organisme hlm",
    "siren": "siren|numero siren|siret",
    "respondents": "repondants|nombre repondants|reponses|nombre reponses|locataires interroges|effectif",
}
FIELD_OF = {fold_title(title): name for name, said in NAMES.items() for title in said.split("|")}


@dataclass
class ResultRow:
    """`facts` are those of a SatisfactionResult; `why_not` says why the row is left aside."""

    place: str
    name: str = ""
    facts: dict = field(default_factory=dict)
    remarks: list = field(default_factory=list)
    why_not: str = ""


@dataclass
class ResultsFile:
    rows: list
    unkept: list  # titles of columns that the portal has no place for

    @property
    def kept(self):
        return [row for row in self.rows if not row.why_not]

    @property
    def wrong(self):
        return len(self.rows) - len(self.kept)


@faults_refused()
def read_results(upload, year):
    """A ResultsFile; Unreadable, with its sentence, when the file as a whole tells no result."""
    known, found, unkept = _Known(year), [], []
    for sheet in read(upload, with_marks=True).sheets:
        header = next((row for row in sheet.rows[:HEADER_WITHIN] if _is_header(row)), None)
        if header is None:
            continue
        columns = _fields(header)
        unkept += [
            " ".join(str(cell).split())
            for index, cell in enumerate(header.cells)
            if index not in columns and not is_blank(cell)
        ]
        rows = [row for row in sheet.rows if row.number > header.number]
        found += [
            known.read(row, sheet.name, columns) for row in rows if not _is_beside(row, columns)
        ]
    if not found:
        raise Unreadable("NO_HEADER", sentence=NO_HEADER)
    if len(found) > MOST:
        raise Unreadable("TOO_MANY", sentence=TOO_MANY)
    return ResultsFile(found, list(dict.fromkeys(unkept)))


def _is_header(row):
    names = set(_fields(row).values())
    return bool(names & {"organism", "siren"}) and OVERALL in names


def _fields(row):
    """{index: field or code of a question}; of two columns of one meaning, the first counts."""
    known = FIELD_OF | {title: one.code for one in questions() for title in one.titles}
    found = {}
    for index, cell in enumerate(row.cells):
        name = known.get(fold_title(cell)) if isinstance(cell, str) else None
        if name and name not in found.values():
            found[index] = name
    return found


def _is_beside(row, columns):
    """A row of nothing, or of totals."""
    cells = [row.cell(index) for index in columns]
    said = [fold_name(cell) for cell in cells if isinstance(cell, str)]
    return all(map(is_blank, cells)) or any(TOTAL.match(text) for text in said)


class _Known:
    """The organisms of the register, those of the rows above, what the survey of that year has already."""

    def __init__(self, year):
        self.by_siren, self.by_name, self.rows = {}, {}, {}
        for one in Organism.objects.only("pk", "name", "siren", "slug"):
            self.by_siren[one.siren] = one
            self.by_name.setdefault(fold_name(one.name), []).append(one)
        former = SatisfactionResult.objects.filter(survey__year=year)
        self.former = {one.organism_id: one for one in former}

    def read(self, row, sheet, columns):
        place = f"{sheet}, ligne {row.number}" if sheet else f"Ligne {row.number}"
        cells = {name: (row.cell(index), row.mark(index)) for index, name in columns.items()}
        told = ResultRow(place, name=_text(cells.get("organism") or cells["siren"]))
        try:
            organism = self._organism(cells)
            rates = _rates(cells)
            told.name = organism.name
            told.facts = {
                "organism": organism,
                "respondents": _respondents(cells),
                "overall": rates.pop(OVERALL),
                "rates": {code: float(value) for code, value in rates.items()},
            }
            self._once(organism, place)
        except _Wrong as wrong:
            told.why_not = str(wrong)
        else:
            told.remarks = self._remarks(told.facts)
        return told

    def _organism(self, cells):
        siren = read_siren(cells["siren"][0]) if "siren" in cells else None
        if siren and siren.kept:
            if found := self.by_siren.get(siren.kept):
                return found
            raise _Wrong(f"aucun organisme n’a le Siren {siren.kept}")
        name = _text(cells["organism"]) if "organism" in cells else ""
        found = self.by_name.get(fold_name(name), []) if name else []
        if len(found) == 1:
            return found[0]
        if found:
            raise _Wrong("plusieurs organismes portent ce nom\u00a0: écrivez leur Siren")
        raise _Wrong(
            "cet organisme n’est pas connu\u00a0: écrivez son Siren"
            if name
            else "son organisme manque"
        )

    def _once(self, organism, place):
        above = self.rows.setdefault(organism.pk, place)
        if above != place:
            raise _Wrong(f"cet organisme est déjà dit\u00a0: {above}")

    def _remarks(self, facts):
        found = []
        if facts["respondents"] < FEW:
            found.append(f"moins de {FEW} répondants\u00a0: à lire avec prudence")
        former = self.former.get(facts["organism"].pk)
        same = ("respondents", "overall", "rates")
        if former and all(getattr(former, name) == facts[name] for name in same):
            found.append("déjà enregistré, inchangé")
        elif former:
            found.append(
                f"remplace le résultat enregistré, {_format_number(former.overall)}\u00a0% de satisfaits"
            )
        return found


class _Wrong(Exception):
    """Why a row is left aside."""


def _respondents(cells):
    value, _ = cells.get("respondents", (None, None))
    digits = re.sub(r"[\s\u00a0\u202f]", "", _plain(value))
    if not digits.isdecimal() or not 1 <= int(digits) <= 10_000_000:
        raise _Wrong(
            f"le nombre de répondants «\u00a0{_plain(value)}\u00a0» n’est pas lu"
            if digits
            else "le nombre de répondants manque"
        )
    return int(digits)


def _rates(cells):
    """{code of a question: its percent}, one decimal; the overall satisfaction among them."""
    labels = {one.code: one.label for one in questions()}
    found = {}
    for code, label in labels.items():
        value, mark = cells.get(code, (None, None))
        if not is_blank(value):
            found[code] = _percent(label, value, mark.number_format)
    if OVERALL not in found:
        raise _Wrong("la satisfaction globale manque")
    return found


def _percent(label, value, number_format):
    written = _plain(value)
    read_as = NUMBER.fullmatch(written.replace("\u00a0", " ").strip())
    if read_as is None or isinstance(value, bool):
        raise _Wrong(f"{label}\u00a0: «\u00a0{written}\u00a0» n’est pas un pourcentage")
    number = Decimal(read_as[1].replace(",", "."))
    if "%" in number_format and not isinstance(value, str):
        number *= PER_CENT
    elif 0 < number <= 1:
        raise _Wrong(
            f"{label}\u00a0: «\u00a0{written}\u00a0» se lit mal\u00a0: écrivez 83 ou 83\u00a0%, et non 0,83"
        )
    if number > PER_CENT:
        raise _Wrong(f"{label}\u00a0: «\u00a0{written}\u00a0» dépasse 100\u00a0%")
    return number.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _text(cell):
    return "" if cell is None or is_blank(cell[0]) else _plain(cell[0])


def _plain(value):
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.6f}".rstrip("0")
    return " ".join(str(value).split())


def _format_number(number):
    return f"{number}".replace(".", ",")
