"""Parsing of numbers in cells: an optional measure, or the number of homes."""

import re

from labelling.cells import fold, unaccented
from labelling.cells import is_blank as is_unknown
from labelling.path.stock.files.columns import Table, titled
from labelling.path.stock.files.issues import Findings, Severity
from labelling.path.stock.files.sentences import grouped
from labelling.path.stock.files.vocabulary import AXES, NOT_RATED
from labelling.path.stock.scores import WORST, Scale, rate
from portal.spreadsheets.sheets import Row, Value, is_blank


def read_axes(
    row: Row, table: Table, found: Findings, gravity: Severity, scale: Scale
) -> dict[str, object]:
    """The axes and, when all five hold, « index » and « level »; faults are told with `gravity`."""
    fields = table.fields
    raw = {axis: row.cell(fields[axis]) for axis in AXES if axis in fields}
    values: dict[str, object] = dict.fromkeys((*AXES, "index", "level"))
    if table.is_of_another_scale:
        return values | {axis: _foreign(axis, value, table, found) for axis, value in raw.items()}
    if len(raw) < len(AXES) or all(is_blank(value) for value in raw.values()):
        return values
    for axis, value in raw.items():
        values[axis] = _axis(axis, value, found, gravity)
    axes = [values[axis] for axis in AXES]
    if None not in axes:
        rating = rate(axes, scale)
        values |= {"index": rating.index, "level": rating.level.value}
    return values


def _axis(axis: str, value: Value, found: Findings, gravity: Severity) -> int | None:
    if is_blank(value):
        found.tell(axis, "NOTE_ABSENTE", titled(axis), gravity=gravity)
        return None
    text = "" if isinstance(value, bool) else str(value).strip()
    if re.fullmatch(rf"[0-{WORST}]([.,]0+)?", text):
        return int(text[0])
    found.tell(axis, "NOTE_HORS_ECHELLE", titled(axis), value, before=value, gravity=gravity)
    return None


def _foreign(axis: str, value: Value, table: Table, found: Findings) -> int | None:
    """The note as the file writes it, a letter at its worth; « NC » is none, « B + » is B."""
    text = "" if isinstance(value, bool) else str(value).strip().upper()
    if is_unknown(value) or fold(text) in NOT_RATED:
        return None
    plain = text.rstrip("+- ")
    figures = re.fullmatch(r"(\d{1,2})([.,]0+)?", plain)
    note = int(figures[1]) if figures else table.worths.get(plain)
    if note is None or (table.ends and not min(table.ends) <= note <= max(table.ends)):
        found.tell(axis, "NOTE_DOUTEUSE", titled(axis), value, before=value)
        return None
    if plain != text:
        found.tell(axis, "NOTE_APPROCHEE", titled(axis), value, note, before=value)
    return note


UNUSUAL_HOMES, MOST_HOMES = 1_000, 20_000
UNITS = re.compile(r"(€|eur|euros?|%|m²|m2|/|ans?|mois|par)+$", re.IGNORECASE)
PLAIN_NUMBER = re.compile(r"\s*[+-]?\d+([.,]\d+)?\s*")


def parse_number(text: str) -> float | int | None:
    """« 1 024 », « 5,87 € », « 1.234,5 »: None when it is not a number."""
    digits = UNITS.sub("", re.sub(r"\s", "", text))
    if "," in digits and "." in digits:
        digits = digits.replace("." if digits.rindex(",") > digits.rindex(".") else ",", "")
    digits = digits.replace(",", ".")
    if not re.fullmatch(r"[+-]?[0-9]{1,15}(\.[0-9]+)?", digits):
        return None
    number = float(digits)
    return int(number) if number.is_integer() else number


def read_number(name: str, raw: Value, found: Findings, is_typed: bool) -> float | int | None:
    """An optional measure: what is unreadable is left empty, with a warning."""
    if is_blank(raw):
        return None
    number = parse_number(raw) if isinstance(raw, str) else raw
    if not _is_number(number):
        found.tell(name, "NOMBRE_ILLISIBLE.measure", titled(name), raw, before=raw)
        return None
    if isinstance(raw, str) and (is_typed or not PLAIN_NUMBER.fullmatch(raw)):
        found.tell(name, "NOMBRE_TEXTE", raw, number, before=raw, after=number)
    return number


# « 12 + 3 PMR » is 15; of these words, what goes with the number is no home, or none yet.
TERM = re.compile(r"(\d+) ?([^\d+]*)")
NOT_HOMES = re.compile(r"loge|garage|box|parking|commerc|loca(l|ux)|bureau|cave|foyer|place")
NOT_YET = re.compile(
    r"en cours|a venir|projet|chantier|travaux|prevu|livrer|livraison|construction"
)
OF_WHICH = re.compile(r"(\d+) ?[a-z .]*[(,;:]? ?(dont|y compris|inclus)\b.*")
REMARKED = re.compile(r"(\d+) ?\(.*\)")
ABOUT = re.compile(
    r"(?:env(?:iron)?|vers|pres de|approx\w*|~|≈)?[. ]*(\d+) ?(?:logements?|lgts?|logts?|log|lots?)?[. ]*(?:env\w*|\?)?"
)


def read_addition(raw: str) -> tuple[int, str] | None:
    """The number of homes that a text adds up, and the code of the remark; None when it is no such text."""
    text = " ".join(unaccented(raw).split())
    if found := OF_WHICH.fullmatch(text):
        return int(found[1]), "NOMBRE_DONT"
    if "+" not in text:
        found = REMARKED.fullmatch(text)
        return (int(found[1]), "NOMBRE_COMMENTE") if found else None
    terms = [TERM.fullmatch(part.strip(" ()")) for part in text.split("+")]
    if len(terms) < 2 or None in terms:
        return None
    number, code = int(terms[0][1]), "NOMBRE_ADDITIONNE"
    for term in terms[1:]:
        if NOT_HOMES.search(term[2]) or NOT_YET.search(term[2]):
            code = "NOMBRE_SANS_LE_RESTE"
        else:
            number += int(term[1])
    return number, code


def read_part(name: str, raw: Value, found: Findings) -> int | None:
    """The homes of one type: none where nothing is written."""
    if is_blank(raw) or (isinstance(raw, str) and raw.strip(" .–—-") in ("", "x", "/")):
        return 0
    number = parse_number(raw) if isinstance(raw, str) else raw
    if isinstance(raw, str) and not _is_number(number) and (added := read_addition(raw)):
        number, code = added
        found.tell(name, code, raw, number, before=raw, after=number)
    if not _is_number(number) or number != int(number) or not 0 <= number <= MOST_HOMES:
        found.tell(name, "NOMBRE_ILLISIBLE", raw, before=raw)
        return None
    return int(number)


def read_homes(
    raw: Value, found: Findings, is_typed: bool, unusual: float = UNUSUAL_HOMES
) -> int | None:
    """A whole number of homes, from 1 to 20,000; above `unusual` it is to be confirmed.

    An approximate one is proposed, on a line that stays to correct.
    """
    if is_blank(raw):
        found.tell("homes", "OBLIGATOIRE.homes")
        return None
    is_text = isinstance(raw, str)
    number = parse_number(raw) if is_text and not UNITS.search(raw.strip()) else raw
    if is_text and not _is_number(number) and (added := read_addition(raw)):
        number, code = added
        found.tell("homes", code, raw, number, before=raw, after=number)
        return number
    if fault := _fault(raw, number):
        found.tell("homes", *fault, before=raw)
        about = ABOUT.fullmatch(" ".join(unaccented(raw).split())) if is_text else None
        return int(about[1]) if about and len(about[1]) < 5 and int(about[1]) else None
    number = int(number)
    if is_text and (is_typed or raw.strip() != str(number)):
        found.tell("homes", "NOMBRE_TEXTE", raw, number, before=raw, after=number)
    if number > unusual:
        found.tell("homes", "VALEUR_INHABITUELLE", grouped(number), before=raw, after=number)
    return number


def _fault(raw: Value, number: Value) -> tuple[object, ...] | None:
    if not _is_number(number):
        leading = re.match(r"\s*(\d+)", raw) if isinstance(raw, str) else None
        if leading:
            return "NOMBRE_ILLISIBLE.led", raw, leading[1], leading[1]
        return "NOMBRE_ILLISIBLE", raw
    if number != int(number):
        return "NOMBRE_NON_ENTIER", number
    if number <= 0:
        return ("NOMBRE_HORS_BORNES.negative", number) if number else ("NOMBRE_HORS_BORNES.zero",)
    return ("NOMBRE_HORS_BORNES.many", grouped(int(number))) if number > MOST_HOMES else None


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15
