"""Parsing of years of construction: dates, serial numbers, remarks."""

import datetime
import re

from labelling.path.stock.files.issues import Findings
from portal.spreadsheets.sheets import Value, is_blank

FIRST, UNUSUAL = 1000, 1800
SERIAL_ORIGIN = datetime.date(1899, 12, 30)
SERIALS = range(10_000, 60_000)
SHORT_NUMBER = re.compile(r"(-?[0-9]{1,5})([.,]0)?")
TEXT_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]([0-9]{4})|([0-9]{4})-\d{2}-\d{2}.*")
LEADING_YEAR = re.compile(r"([0-9]{4})\b")


def read_year(raw: Value, found: Findings, this_year: int, is_typed: bool) -> int | None:
    """Four digits, from 1000 to this year; empty is allowed."""
    if is_blank(raw):
        return None
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
