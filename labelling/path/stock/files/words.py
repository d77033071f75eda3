"""Parsing of yes or no, of years, of postal codes and addresses, in the ways people write them."""

import datetime
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from labelling import communes, territories
from labelling.path.stock.files.issues import Findings
from labelling.path.stock.files.sentences import quote_value
from labelling.territories import Commune, fold_name
from portal.spreadsheets.sheets import Value, is_blank

FIRST, UNUSUAL = 1000, 1800
SERIAL_ORIGIN = datetime.date(1899, 12, 30)
SERIALS = range(10_000, 60_000)
SHORT_NUMBER = re.compile(r"(-?[0-9]{1,5})([.,]0)?")
TEXT_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]([0-9]{4})|([0-9]{4})-\d{2}-\d{2}.*")
COMPACT_DATE = re.compile(r"((?:1[89]|20)\d\d)(?:0\d|1[0-2])[0-3]\d")
MONTHS = "jan|fev|fév|mars|avr|mai|juin|juil|aou|aoû|sep|oct|nov|dec|déc"
MONTH_YEAR = re.compile(rf"(?:\d{{1,2}}[/.-]|(?:{MONTHS})\w*\.? )((?:1[89]|20)\d\d)", re.IGNORECASE)
# What programs write of a date that they do not know.
UNKNOWN = set("0 00000000 18991231 19000101 99991231 01/01/1900 1900-01-01 31/12/9999".split())
LEADING_YEAR = re.compile(r"([0-9]{4})\b")

PLAIN_NO = {"non", "n", "faux", "false", "0", "no"}
PLAIN_YES = {"oui", "o", "vrai", "true", "1", "yes", "y"}
# A priority quarter is on the list of the State; one that is watched over (QVA) has left it.
NO = PLAIN_NO | set(
    "hors|hors qp|hors qpv|hors quartier|hors quartier prioritaire|non qpv|pas qpv|rien|neant|néant|aucun|sans|"
    "sans objet|-|qva|veille|quartier de veille".split("|")
)
YES = PLAIN_YES | {"x", "✓", "✔", "en qpv", "qpv", "qp", "q", "quartier prioritaire"}
DOUBT = re.compile(r"\?|vérif|verif|confirm|\bvoir\b|attente|inconnu|sais pas|précis|precis")
QUARTER = re.compile(r"q[pn]\s?\d|qpv\W+\w|quartier\b")
ENDS_WITH_TOWN = re.compile(
    r"(?:(.*?)[\s,;:(–—-]+)??(?:F-?)?(\d{5}|\d{2} \d{3})[\s,–—-]+([^\W\d][^\d,;()]+)(?:\(.*\))?"
)
SEPARATOR = ", "
LONGEST_TOWN = 120  # of a place as it is written
NO_TOWN = "?"  # instead of an Insee code: none of them, or abroad
MOST = 12  # communes of one name, or of one postal code, that are proposed
DIGIT = re.compile(r"\d")
TOWN_FIRST = re.compile(r"([^\W\d][^\d,;()]+?)[\s,(–—-]+(\d{5}|\d{2})\)?")


def is_of_names(cells: Iterable[Value]) -> bool:
    """Whether a column says which quarter, or ticks it: blank there is no, as no cell says a plain yes or no."""
    said = {_lowered(cell) for cell in cells if not is_blank(cell)} - {"?"}
    return bool(said) and not said & (PLAIN_YES | PLAIN_NO)


def read_yes_no(raw: Value, found: Findings, *, is_named: bool = False) -> bool | None:
    """`is_named`: the column is_of_names."""
    if is_blank(raw):
        if not is_named:
            found.tell("is_qpv", "OBLIGATOIRE.is_qpv")
        return False if is_named else None
    text = _lowered(raw)
    if plain := re.match(r"(oui|non)\b", text):
        text = plain[1]
    if text not in YES | NO:
        return _named_quarter(raw, text, found, is_named=is_named)
    word = "Oui" if text in YES else "Non"
    if isinstance(raw, str) and raw.strip() != raw:
        found.tell("is_qpv", "ESPACES", word, before=raw, after=word)
    elif _lowered(raw) != word.lower():
        found.tell("is_qpv", "VALEUR_TRADUITE", raw, word, before=raw, after=word)
    return text in YES


def _lowered(raw: Value) -> str:
    return unicodedata.normalize("NFC", quote_value(raw)).lower()


def _named_quarter(raw: Value, text: str, found: Findings, *, is_named: bool) -> bool | None:
    if is_named and len(text) > 2 and not DOUBT.search(text):
        found.tell("is_qpv", "VALEUR_TRADUITE", raw, "Oui", before=raw, after="Oui")
        return True
    if QUARTER.match(text):
        found.tell("is_qpv", "VALEUR_TRADUITE.quarter", raw, before=raw, after="Oui")
        return True
    found.tell("is_qpv", "VALEUR_INCONNUE", raw, before=raw)
    return None


def read_postcode(raw: Value, found: Findings) -> str | None:
    if is_blank(raw):
        return None
    text = re.sub(r"\s|^F-?(?=\d)", "", quote_value(raw))
    if re.fullmatch(r"[0-9]{4}", text):
        found.tell("postcode", "CP_ZERO_PERDU", text, f"0{text}", before=raw, after=f"0{text}")
        return f"0{text}"
    if re.fullmatch(r"[0-9]{5}", text):
        return text
    found.tell("postcode", "CP_ILLISIBLE", raw, before=raw)
    return None


def read_year(raw: Value, found: Findings, this_year: int, is_typed: bool) -> int | None:
    """Four digits, from 1000 to this year; empty is allowed."""
    if is_blank(raw) or quote_value(raw) in UNKNOWN:
        return None
    if isinstance(raw, int) and COMPACT_DATE.fullmatch(str(raw)):
        raw = str(raw)
    if isinstance(raw, str):
        year = _from_text(raw.strip(), raw, found, is_typed)
    elif isinstance(raw, datetime.date):
        year = _from_date(raw.year, raw, found)
    elif isinstance(raw, int | float) and not isinstance(raw, bool) and raw == int(raw):
        year = _from_number(int(raw), raw, found)
    else:
        year = None
        found.tell("built_year", "ANNEE_TEXTE", raw, before=raw)
    return year if year is None or _is_in_bounds(year, raw, found, this_year) else None


def _from_text(text: str, raw: str, found: Findings, is_typed: bool) -> int | None:
    if number := SHORT_NUMBER.fullmatch(text):
        year = int(number[1])
        if is_typed and year >= FIRST and year not in SERIALS:
            found.tell("built_year", "NOMBRE_TEXTE.year", text, year, before=raw, after=year)
        return _from_number(year, raw, found)
    if date := TEXT_DATE.fullmatch(text):
        return _from_date(int(date[1] or date[2]), text, found)
    if date := COMPACT_DATE.fullmatch(text) or MONTH_YEAR.fullmatch(text):
        return _from_date(int(date[1]), text, found)
    if leading := LEADING_YEAR.match(text):
        year = int(leading[1])
        found.tell("built_year", "ANNEE_AMBIGUE", text, year, before=raw, after=year)
        return year
    found.tell("built_year", "ANNEE_TEXTE", text, before=raw)
    return None


def _from_date(year: int, raw: Value, found: Findings) -> int:
    found.tell("built_year", "DATE_POUR_ANNEE", raw, year, before=raw, after=year)
    return year


def _from_number(number: int, raw: Value, found: Findings) -> int:
    if number not in SERIALS:
        return number
    day = SERIAL_ORIGIN + datetime.timedelta(days=number)
    found.tell("built_year", "DATE_SERIE", number, day, day.year, before=raw, after=day.year)
    return day.year


def _is_in_bounds(year: int, raw: Value, found: Findings, this_year: int) -> bool:
    if year > this_year:
        found.tell("built_year", "ANNEE_HORS_BORNES", year, before=raw)
    elif year < FIRST:
        found.tell("built_year", "ANNEE_HORS_BORNES.short", year, before=raw)
    elif year < UNUSUAL:
        found.tell("built_year", "ANNEE_INHABITUELLE", year, before=raw, after=year)
    return FIRST <= year <= this_year


def split_address(text: str) -> tuple[str | None, str | None, str | None]:
    """(address, postal code, commune) of an address that ends with its town; what is not there is None."""
    if found := ENDS_WITH_TOWN.fullmatch(text):
        return found[1] or None, found[2].replace(" ", ""), found[3].strip(" -–—.")
    return text or None, None, None


def split_commune(text: str) -> tuple[str, str | None]:
    """(commune, postal code) of « 59290 Wasquehal », « Wasquehal (59290) » or « Wasquehal (59) »."""
    if found := ENDS_WITH_TOWN.fullmatch(text):
        return found[3].strip(), found[2].replace(" ", "")
    if found := TOWN_FIRST.fullmatch(text):
        return found[1], found[2]
    return text, None


def split_place(values: dict[str, object], insee: object) -> None:
    """The postal code and the town that an address or a commune holds, where no other cell tells them."""
    if values["commune"] and DIGIT.search(str(values["commune"])):
        town, postcode = split_commune(str(values["commune"]))
        values["commune"] = town
        values["postcode"] = values["postcode"] or postcode
    elif values["address"] and not values["commune"] and not values["postcode"] and is_blank(insee):
        values["address"], values["postcode"], values["commune"] = split_address(
            str(values["address"])
        )


@dataclass(slots=True)
class Doubt:
    """A place that is not sure, asked once for all the lines that tell it alike.

    `town` is its postal code, its name and its code, as the file writes them.
    """

    town: str
    many: int = 0

    @classmethod
    def of(cls, *told: Value) -> Self:
        parts = (" ".join(quote_value(one).split()) for one in told if not is_blank(one))
        return cls(SEPARATOR.join(parts)[:LONGEST_TOWN])

    @property
    def key(self) -> str:
        return fold_name(self.town)

    def candidates(self) -> list[Commune]:
        """What its name, its codes and a spelling nearby may mean; a commune named and served comes first."""
        parts = self.town.split(SEPARATOR)
        served = {one: communes.find_communes(one)[:MOST] for one in parts if one.isdecimal()}
        names = [one for one in parts if one not in served]
        named = [one for name in names for one in communes.find_communes(name)[:MOST]]
        near = [one for name in names if not named for one in communes.near(name, 3)]
        coded = [one for one in map(territories.current_commune, parts) if one]
        of_codes = [one for found in served.values() for one in found]
        named.sort(key=lambda one: one not in of_codes)
        return list(dict.fromkeys((*named, *near, *coded, *of_codes)))
