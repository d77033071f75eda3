"""Results of a satisfaction survey kept in a spreadsheet: one organism a row, what is wrong told line by line."""

import re
from decimal import ROUND_HALF_UP, Decimal

from labelling.numbers import read_siren
from labelling.parties.organisms.models import Organism
from labelling.path.stock.files.lines import TOTAL
from labelling.path.stock.files.titles import fold_title
from labelling.steering.satisfaction.models import SatisfactionResult
from labelling.steering.satisfaction.questions import OVERALL, questions
from labelling.tables import read_table
from labelling.territories import fold_name
from portal.spreadsheets.sheets import is_blank
from portal.ui import words

MOST = 2000
FEW = 30  # respondents under which a rate is to be read with care
PER_CENT = 100
NUMBER = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*%?")
NO_HEADER = (
    "Aucune colonne de résultats n’est reconnue. Donnez aux colonnes leurs titres\u00a0: Siren ou Organisme, "
    "Répondants, Satisfaction globale, puis vos autres questions."
)
NAMES = {
    "organism": "organisme|nom organisme|bailleur|nom|organisme hlm",
    "siren": "siren|numero siren|siret",
    "respondents": "répondants|nombre repondants|reponses|nombre reponses|locataires interroges|effectif",
}
NEEDS = [{OVERALL, name} for name in ("organism", "siren")]


def read_results(upload, year, said=None):
    """A Table, each row with its facts, or why it is left aside; Unreadable when the file tells no result."""
    titles = NAMES | {one.code: "|".join((one.label, *one.titles)) for one in questions()}
    asked = {"needs": NEEDS, "no_header": NO_HEADER, "most": MOST, "fold_with": fold_title}
    table, known = read_table(upload, titles, said=said, with_marks=True, **asked), _Known(year)
    table.rows = [row for row in table.rows if not _is_total(row.raw.values())]
    for row in table.rows:
        known.read(row)
    return table


def _is_total(cells):
    return any(TOTAL.match(fold_name(cell)) for cell in cells if isinstance(cell, str))


class _Known:
    """The organisms of the register, those of the rows above, what the survey of that year has already."""

    def __init__(self, year):
        self.by_siren, self.by_name, self.rows = {}, {}, {}
        for one in Organism.objects.only("pk", "name", "siren", "slug"):
            self.by_siren[one.siren] = one
            self.by_name.setdefault(fold_name(one.name), []).append(one)
        former = SatisfactionResult.objects.filter(survey__year=year)
        self.former = {one.organism_id: one for one in former}

    def read(self, row):
        row.name = row.texts.get("organism") or row.texts["siren"]
        try:
            organism = self._organism(row)
            rates = _rates(row)
            row.name = organism.name
            row.facts = {
                "organism": organism,
                "respondents": _respondents(row),
                "overall": rates.pop(OVERALL),
                "rates": {code: float(value) for code, value in rates.items()},
            }
            self._once(organism, row.place)
        except _Wrong as wrong:
            row.faults.append(str(wrong))
        else:
            many = words.count(row.facts["respondents"], "répondant", "répondants")
            row.act = f"{many}, {_format_number(row.facts['overall'])}\u00a0% de satisfaits"
            row.remarks = self._remarks(row.facts)

    def _organism(self, row):
        siren = read_siren(row.raw["siren"]) if "siren" in row.raw else None
        if siren and siren.kept:
            if found := self.by_siren.get(siren.kept):
                return found
            raise _Wrong(f"aucun organisme n’a le Siren {siren.kept}")
        name = row.texts.get("organism", "")
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


def _respondents(row):
    value = row.raw.get("respondents")
    digits = re.sub(r"[\s\u00a0\u202f]", "", _plain(value))
    if not digits.isdecimal() or not 1 <= int(digits) <= 10_000_000:
        raise _Wrong(
            f"le nombre de répondants «\u00a0{_plain(value)}\u00a0» n’est pas lu"
            if digits
            else "le nombre de répondants manque"
        )
    return int(digits)


def _rates(row):
    """{code of a question: its percent}, one decimal; the overall satisfaction among them."""
    labels = {one.code: one.label for one in questions()}
    found = {}
    for code, label in labels.items():
        if not is_blank(value := row.raw.get(code)):
            found[code] = _percent(label, value, row.marks[code].number_format)
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


def _plain(value):
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.6f}".rstrip("0")
    return " ".join(str(value).split())


def _format_number(number):
    return f"{number}".replace(".", ",")
