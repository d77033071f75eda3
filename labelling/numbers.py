"""Numbers of a tracking file: Siren, homes, findings, seats present."""

import re

from labelling.cells import NOTHING_READ, Reading, fold, is_blank, text_of, unaccented
from labelling.parties.organisms.models import luhn
from portal.spreadsheets.sheets import Value

ABOUT = r"(env(?:iron)?\b\.?|~|≈|±|\+/-|vers|pres de|plus de|>|<)"
UNIT = r"(?:logements?|log(?:t|ts)?|lgts?|lgmts?|lots?)\b\.?"
HOMES = re.compile(rf"{ABOUT}?\s*(\d[\d\s.,'’]*?)\s*(?:{UNIT})?\s*(\?)?")
MOST_HOMES = 1_000_000  # of one organism
SHORTEST_SIREN = 4  # digits left when the zeros are lost


def read_siren(value: Value, number_format: str = "") -> Reading:
    """Nine digits with a right key (BR-02); the zeros that a spreadsheet dropped are put back."""
    is_number = isinstance(value, int | float)
    written = text_of(value)
    digits = re.sub(r"[\s.'’\-]", "", written)
    if not digits.isdecimal() or not SHORTEST_SIREN <= len(digits) <= 14:
        return Reading(code="SIREN_ILLISIBLE")
    if len(digits) > 9:
        digits, code = digits.zfill(14)[:9], "SIRET_POUR_SIREN"
    elif len(digits) < 9:
        is_shown = is_number and set(number_format.replace(" ", "")) == {"0"}
        digits, code = digits.zfill(9), "" if is_shown else "SIREN_ZERO_PERDU"
    else:
        code = "SIREN_ESPACES" if digits != written else ""
    return Reading(digits, code) if luhn(digits) else Reading(code="SIREN_INVALIDE")


def read_homes(value: Value, is_typed: bool) -> Reading:
    """A number that is written as a text is told where numbers are typed."""
    if isinstance(value, bool):
        return Reading(code="NOMBRE_ILLISIBLE", told=(text_of(value),))
    written = text_of(value)
    if isinstance(value, int | float):
        is_one = 0 <= value <= MOST_HOMES
        return (
            Reading(round(value)) if is_one else Reading(code="NOMBRE_ILLISIBLE", told=(written,))
        )
    if is_blank(value):
        return Reading(code="NOMBRE_ABSENT")
    found = HOMES.fullmatch(unaccented(written))
    number = int(re.sub(r"\D", "", found[2])) if found else MOST_HOMES + 1
    if number > MOST_HOMES:
        return Reading(code="NOMBRE_ILLISIBLE", told=(written,))
    if found[1] or found[3]:
        return Reading(number, "NOMBRE_APPROXIMATIF")
    return Reading(number, "NOMBRE_TEXTE" if is_typed else "")


def read_findings(value: Value) -> Reading:
    """« 2 (levée) » and « 2 ? » are 2, a dash is none of them."""
    if isinstance(value, int | float):
        return Reading(round(value))
    written = text_of(value)
    if written and not written.strip("-–—"):
        return Reading(0)
    found = re.match(r"\d+", written)
    remark = written[found.end() :].strip(" ()") if found else ""
    return Reading(int(found[0]), remark=remark.strip("?")) if found else NOTHING_READ


def read_present(value: Value) -> Reading:
    """« 12/13 » is 12 present of 13 seats."""
    if isinstance(value, int | float):
        return Reading(round(value))
    found = re.match(r"\d+", fold(text_of(value)))
    return Reading(int(found[0])) if found else NOTHING_READ
