"""Dates written ten ways: days, months, quarters, weeks, years, days without year, and doubts."""

import calendar
import datetime
import re

from labelling.cells import NOTHING_READ, Reading, is_blank, text_of, unaccented
from portal.spreadsheets.sheets import Value

MONTHS = ("janv", "fev", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec")
MONTH = (
    r"(janv(?:ier)?|fevr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|aout"
    r"|sept?(?:embre)?|oct(?:obre)?|nov(?:embre)?|dec(?:embre)?)\.?"
)
YEAR, SHORT_YEAR = r"((?:19|20)\d\d)(?!\d)", r"((?:19|20)\d\d|\d\d)(?!\d)"
DAY = r"(?<!\d)(\d\d?)"
# Pattern, then the order of its groups: year, month, day.
DAYS = (
    (re.compile(rf"(?<!\d){YEAR}[-/.](\d\d?)[-/.](\d\d?)(?!\d)"), (1, 2, 3)),
    (re.compile(rf"{DAY} ?[-/.] ?(\d\d?) ?[-/.] ?{SHORT_YEAR}"), (3, 2, 1)),
    (re.compile(rf"{DAY}(?:er)?[ .-]+{MONTH}[ .-]*{SHORT_YEAR}"), (3, 2, 1)),
)
QUARTERS = (
    (re.compile(rf"\bt ?([1-4])[ /.-]*{YEAR}"), (2, 1)),
    (re.compile(rf"(?<!\d){YEAR}[ /.-]*t ?([1-4])\b"), (1, 2)),
    (re.compile(rf"\b([1-4])(?:er|e|eme|nd)? ?trim(?:estre)?\.?(?: de)? ?{YEAR}"), (2, 1)),
)
WEEKS = ((re.compile(rf"\bs(?:em(?:aine)?)?\.? ?(\d\d?)[ /.-]+{YEAR}"), (2, 1)),)
MONTH_ALONE = (
    (re.compile(rf"\b{MONTH}[ .-]*{SHORT_YEAR}"), (2, 1)),
    (re.compile(rf"(?<!\d)(\d\d?)/{YEAR}"), (2, 1)),
    (re.compile(rf"(?<!\d){YEAR}-(\d\d)(?![\d-])"), (1, 2)),
)
YEAR_ALONE = re.compile(rf"(?<!\d){YEAR}")
WITHOUT_YEAR = re.compile(rf"{DAY}(?:/(\d\d?)(?![\d/])|(?:er)? {MONTH}(?! ?\d))")
DONE = {"ok", "x", "oui", "fait", "faite", "realise", "valide", "v"}
LINKS = re.compile(
    r"\b(?:le|du|au|en|fin|debut|mi|courant|vers|prevue?|env|environ)\b|[\s.,;:()≈~-]"
)
FIRST_SERIAL, LAST_SERIAL = 30_000, 60_000  # 1982 to 2064
EPOCH = datetime.date(1899, 12, 30)
USUAL = range(2000, 2060)


def read_date(value: Value, is_typed: bool) -> Reading:
    """ISO day, else AAAA-MM, AAAA-Tn, AAAA-Snn or AAAA; a text date is told where dates are typed."""
    if is_blank(value):
        return NOTHING_READ
    if isinstance(value, datetime.date):
        return _usual(value.strftime("%Y-%m-%d"), "")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _serial(float(value), value)
    if not isinstance(value, str):
        return Reading(code="DATE_ILLISIBLE", told=(text_of(value),))
    if re.fullmatch(r"[0-9]{5}", value.strip()):
        return _serial(float(value), value)
    return _read_text(text_of(value), is_typed)


def _serial(number: float, value: Value) -> Reading:
    if FIRST_SERIAL <= number <= LAST_SERIAL:
        return Reading((EPOCH + datetime.timedelta(days=int(number))).isoformat(), "DATE_NOMBRE")
    if number.is_integer() and int(number) in USUAL:
        return Reading(str(int(number)), "DATE_IMPRECISE", ("année",))
    return Reading(code="DATE_ILLISIBLE", told=(text_of(value),))


def _read_text(written: str, is_typed: bool) -> Reading:
    text = unaccented(written)
    for pattern, order in DAYS:
        if found := pattern.search(text):
            year, month, day = (found[group] for group in order)
            return _day(year, month, day, found, written, is_typed)
    for read in (_quarter, _week, _month):
        if reading := read(text):
            return reading
    if found := YEAR_ALONE.search(text):
        return Reading(found[1], "DATE_IMPRECISE", ("année",))
    if WITHOUT_YEAR.search(text):
        return Reading(code="DATE_SANS_ANNEE")
    if text.strip(" .!") in DONE:
        return Reading(code="DATE_FAITE")
    return Reading(code="DATE_ILLISIBLE", told=(written,))


def _day(year: str, month: str, day: str, found: re.Match, written: str, is_typed: bool) -> Reading:
    """What is written beside the day is a doubt or a remark."""
    try:
        kept = datetime.date(_year(year), _month_number(month), int(day)).isoformat()
    except ValueError:
        return Reading(code="DATE_IMPOSSIBLE", told=(found[0].strip(),))
    beside = (written[: found.start()], written[found.end() :])
    left = "".join(LINKS.sub("", unaccented(part)) for part in beside)
    if not left:
        return _usual(kept, "DATE_TEXTE" if is_typed else "")
    if not left.strip("?!"):
        return Reading(kept, "DATE_INCERTAINE")
    remark = " ".join(part.strip(" ()-,;:") for part in beside).strip()
    return Reading(kept, "DATE_REMARQUE", remark=remark)


def _usual(kept: str, code: str) -> Reading:
    year = int(kept[:4])
    return Reading(kept, code) if year in USUAL else Reading(kept, "DATE_LOINTAINE", (year,))


def _quarter(text: str) -> Reading | None:
    for pattern, (year, quarter) in QUARTERS:
        if found := pattern.search(text):
            return Reading(f"{found[year]}-T{found[quarter]}", "DATE_IMPRECISE", ("trimestre",))
    return None


def _week(text: str) -> Reading | None:
    for pattern, (year, week) in WEEKS:
        if (found := pattern.search(text)) and 1 <= int(found[week]) <= 53:
            kept = f"{found[year]}-S{int(found[week]):02d}"
            return Reading(kept, "DATE_IMPRECISE", ("semaine",))
    return None


def _month(text: str) -> Reading | None:
    for pattern, (year, month) in MONTH_ALONE:
        if (found := pattern.search(text)) and 1 <= _month_number(found[month]) <= 12:
            kept = f"{_year(found[year])}-{_month_number(found[month]):02d}"
            return Reading(kept, "DATE_IMPRECISE", ("mois",))
    return None


def _year(written: str) -> int:
    return (
        int(written) if len(written) == 4 else int(written) + (2000 if int(written) < 70 else 1900)
    )


def _month_number(written: str) -> int:
    if written.isdecimal():
        return int(written)
    return next(place for place, name in enumerate(MONTHS, start=1) if written.startswith(name[:4]))


def period(kept: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of what was kept, a day or more."""
    year = int(kept[:4])
    if "-T" in kept:
        last = int(kept[-1]) * 3
        return datetime.date(year, last - 2, 1), _last_of(year, last)
    if "-S" in kept:
        monday = _monday(year, int(kept[-2:]))
        return monday, monday + datetime.timedelta(days=6)
    if len(kept) == 10:
        day = datetime.date.fromisoformat(kept)
        return day, day
    if len(kept) == 7:
        month = int(kept[5:])
        return datetime.date(year, month, 1), _last_of(year, month)
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)


def gap(one: str, other: str) -> int:
    """Days between two periods, none where they meet."""
    (first, last), (start, end) = period(one), period(other)
    return max((start - last).days, (first - end).days, 0)


def _monday(year: int, week: int) -> datetime.date:
    """A week 53 that the year has not is the one before its end."""
    try:
        return datetime.date.fromisocalendar(year, week, 1)
    except ValueError:
        return datetime.date.fromisocalendar(year, 52, 1)


def _last_of(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])
