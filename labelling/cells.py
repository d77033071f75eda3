"""Folded texts: what people write in several ways, written in one, to compare."""

import datetime
import unicodedata
from dataclasses import dataclass

from portal.spreadsheets.sheets import Value


@dataclass(frozen=True, slots=True)
class Reading:
    """`told` fills the sentence of the anomaly `code`."""

    kept: object = None
    code: str = ""
    told: tuple = ()
    remark: str = ""


NOTHING_READ = Reading()


BLANKS = {"", "?", "??", "???", "-", "--", "\u2013", "\u2014", "/", "nc", "n c", "nd", "n a", "nr"}


def fold(text: str) -> str:
    """Small letters without accents, words apart by one space, signs left out."""
    plain = unaccented(text)
    return " ".join("".join(char if char.isalnum() else " " for char in plain).split())


def unaccented(text: str) -> str:
    """Small letters without accents, signs kept."""
    if text.isascii():
        return text.lower()
    whole = text.replace("œ", "oe").replace("Œ", "oe").lower()
    return "".join(c for c in unicodedata.normalize("NFKD", whole) if not unicodedata.combining(c))


def squeezed(text: str) -> str:
    """Letters and digits alone: « CrauVive » is « Crau-Vive »."""
    return fold(text).replace(" ", "")


def text_of(value: Value) -> str:
    """The cell as a text, spaces put in order; a whole number has no decimals, a day no midnight."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.date):
        has_hour = isinstance(value, datetime.datetime) and value.time() != datetime.time()
        return value.strftime("%d/%m/%Y %H:%M" if has_hour else "%d/%m/%Y")
    return " ".join(str(value).split())


def is_blank(value: Value) -> bool:
    """Nothing, or one of the signs that say that nothing is known."""
    return value is None or (
        isinstance(value, str) and unaccented(text_of(value)).rstrip(".") in BLANKS
    )
