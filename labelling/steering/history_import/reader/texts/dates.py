"""Dates found in texts and cells, in all manners of French tracking files, kept as precise as written."""

import datetime
import re
from calendar import monthrange
from dataclasses import dataclass, field, replace

from labelling.cells import unaccented
from portal.spreadsheets.sheets import Value

MONTHS = ("janv", "fev", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec")


MONTH = (
    r"(?P<m>janv(?:ier)?|jan|fevr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|aout"
    r"|sept?(?:embre)?|oct(?:obre)?|nov(?:embre)?|dec(?:embre)?)\b\.?"
)


YEAR = r"(?P<y>(?:19|20)\d\d)(?![\d])"


SHORT = r"'?(?P<y>(?:19|20)\d\d|\d\d)(?!\d|[/.:%,]\d| ?(?:log|lgt|h\b|k\b|%|x\b))"


DAY = r"(?<![\d/.])(?P<d>[0-3]?\d)"


PART = r"(?:(?:mi|fin|debut|courant|fin de|debut de)[ -]*)?"


SEASONS = {"hiver": 1, "printemps": 2, "ete": 3, "automne": 4}


# One table of manners, tried together: the earliest in the text, then the longest, wins.
MANNERS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{DAY}(?:er)? ?(?:et|au|a|-|–|&) ?(?:le )?[0-3]?\d(?:er)? ?{MONTH}(?:[ .-]*{SHORT})?",
        rf"{DAY} ?(?:et|au|a|-|–|&) ?(?:le )?[0-3]?\d ?/ ?(?P<mn>[01]?\d)(?: ?/ ?{SHORT})?(?![\d/])",
        rf"(?<![\d/.-]){YEAR}[-/.](?P<mn>[01]?\d)[-/.](?P<d>[0-3]?\d)(?!\d)",
        r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<mn>0[0-9]|1[0-2])(?P<d>[0-3]\d)(?!\d)",
        rf"{DAY} ?[-/.] ?(?P<mn>[01]?\d) ?[-/.]\u00a0?{SHORT}",
        rf"{DAY}(?:er)?[ .-]+{MONTH}[ .-]*{SHORT}",
        rf"(?<!\d){PART}\b{MONTH}[ .-]*(?:de )?{SHORT}",
        rf"(?<![\d/.])(?P<mn>0?[1-9]|1[0-2])[-/]{YEAR}",
        rf"(?<![\d/.-]){YEAR}-(?P<mn>0[1-9]|1[0-2])(?![\d-])",
        rf"\b[tq] ?(?P<q>[1-4])[ /.-]*{SHORT}",
        rf"(?<!\d){YEAR}[ /.-]*[tq] ?(?P<q>[1-4])\b",
        rf"\b(?P<q>[1-4])(?:er|ere|e|eme|nd|nde)? ?trim(?:estre)?\.?(?: de)?[ .-]*{SHORT}",
        rf"\bs(?:em(?:aine)?)?\.? ?(?P<w>\d\d?)[ /.-]+{YEAR}",
        rf"\b(?P<s>hiver|printemps|ete|automne)[ -]*(?:de )?{SHORT}",
        rf"{DAY}/(?P<mn>0?[1-9]|1[0-2])(?![\d/])",
        rf"{DAY}(?:er)? {MONTH}(?! ?\d)",
        r"\b[tq](?P<q>[1-4])\b(?! ?\d)",
        r"\b(?P<q>[1-4])(?:er|ere|e|eme|nd|nde)? ?trim(?:estre)?\b\.?(?! ?\d)",
        rf"(?<![\d] ){PART}\b(?<!\d ){MONTH}(?! ?\d)",
        r"\b(?P<s>hiver|printemps|automne)\b(?! ?\d)",
        rf"(?<![\d/.,-]){YEAR}(?![/.,-]?\d)",
    )
)


EPOCH, EPOCH_1904 = datetime.date(1899, 12, 30), datetime.date(1904, 1, 1)


FIRST_SERIAL, LAST_SERIAL = 30_000, 60_000  # 1982 to 2064


NEVER = "99991231"


@dataclass(frozen=True, slots=True)
class Date:
    """A day or less: `year` is None where the text has none; `at` and `end` are its place in the text."""

    year: int | None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    at: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)
    written: str = field(default="", compare=False)
    is_impossible: bool = field(default=False, compare=False)

    def iso(self) -> str | None:
        """AAAA-MM-JJ, AAAA-MM, AAAA-Tn or AAAA."""
        if self.year is None:
            return None
        if self.quarter:
            return f"{self.year}-T{self.quarter}"
        if self.month and self.day:
            return f"{self.year}-{self.month:02}-{self.day:02}"
        return f"{self.year}-{self.month:02}" if self.month else str(self.year)

    def first(self) -> datetime.date:
        month = self.month or ((self.quarter or 1) * 3 - 2)
        return datetime.date(self.year, month, self.day or 1)

    def last(self) -> datetime.date:
        month = self.month or (self.quarter or 4) * 3
        return datetime.date(self.year, month, self.day or monthrange(self.year, month)[1])

    def with_year(self, year: int) -> "Date":
        day = (
            min(self.day, monthrange(year, self.month)[1]) if self.day and self.month else self.day
        )
        return replace(self, year=year, day=day)

    def after(self, day: datetime.date) -> "Date":
        """Its first occurrence that does not end before a day."""
        here = self.with_year(day.year)
        return here if here.last() >= day else self.with_year(day.year + 1)

    def before(self, day: datetime.date) -> "Date":
        """Its last occurrence that has begun by a day."""
        here = self.with_year(day.year)
        return here if here.first() <= day else self.with_year(day.year - 1)

    def nearest(self, day: datetime.date) -> "Date":
        return min(
            (self.with_year(day.year + shift) for shift in (-1, 0, 1)),
            key=lambda one: abs((one.first() - day).days),
        )


def find_dates(text: str) -> list[Date]:
    """All the dates of a text, in its order; an impossible day says so and keeps its month."""
    plain = unaccented(text).replace("’", "'")
    if len(plain) != len(text):  # a ligature grew: places are those of the plain text
        text = plain
    found, at = [], 0
    while at < len(plain):
        matches = [match for pattern in MANNERS if (match := pattern.search(plain, at))]
        matches = [match for match in matches if _is_date(match)]
        if not matches:
            break
        match = min(matches, key=lambda one: (one.start(), -one.end()))
        if date := _date_of(match, text):
            found.append(date)
        at = match.end()
    return _share_years(found, plain)


def _share_years(found: list[Date], text: str) -> list[Date]:
    """« 18 juin et 10 décembre 2024 »: the year written once is that of the date before it."""
    for place in range(len(found) - 2, -1, -1):
        one, after = found[place], found[place + 1]
        between = text[one.end : after.at]
        if (
            one.year is None
            and after.year
            and re.fullmatch(r"\s*(?:et|,|/|puis|au|-)?\s*(?:le |du |au )?", between)
        ):
            found[place] = one.with_year(after.year)
    return found


def date_of_value(value: Value, number_format: str = "", since_1904: bool = False) -> Date | None:
    """The date of a cell that is a date or a number: Excel's serial, AAAAMMJJ, or a year.

    A first of the month that its format shows as « juin 22 » is a month.
    """
    if isinstance(value, datetime.date):
        shown = re.sub(r"\[.*?\]|\".*?\"", "", number_format.lower())
        if (
            value.day == 1
            and "y" in shown.replace("a", "y")
            and "m" in shown
            and not re.search(r"[dj]", shown)
        ):
            return Date(value.year, value.month, written=value.strftime("%m/%Y"))
        return Date(value.year, value.month, value.day, written=value.strftime("%d/%m/%Y"))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    number = int(value)
    if FIRST_SERIAL <= number <= LAST_SERIAL:
        day = (EPOCH_1904 if since_1904 else EPOCH) + datetime.timedelta(days=number)
        return Date(day.year, day.month, day.day, written=str(number))
    if 19_000_000 < number < 21_000_000:
        return next(iter(find_dates(str(number))), None)
    return Date(number, written=str(number)) if 1990 <= number <= 2060 else None


def _is_date(match: re.Match) -> bool:
    groups = match.groupdict()
    return not groups.get("mn") or 0 <= int(groups["mn"]) <= 12


def _date_of(match: re.Match, text: str) -> Date | None:
    groups = {key: value for key, value in match.groupdict().items() if value}
    year = _year(groups["y"]) if "y" in groups else None
    place = {
        "at": match.start(),
        "end": match.end(),
        "written": text[match.start() : match.end()].strip(),
    }
    if "q" in groups or "s" in groups:
        quarter = int(groups["q"]) if "q" in groups else SEASONS[groups["s"]]
        return Date(year, quarter=quarter, **place)
    if "w" in groups:
        monday = datetime.date.fromisocalendar(year, min(int(groups["w"]) or 1, 52), 1)
        return Date(year, monday.month, **place)
    month = int(groups["mn"]) if "mn" in groups else _month(groups["m"]) if "m" in groups else None
    day = int(groups["d"]) if "d" in groups else None
    if month == 0:
        return Date(year, **place) if year else None
    if day == 0:
        return Date(year, month, **place)
    if day and day > monthrange(year or 2024, month)[1]:
        return Date(year, month, None, is_impossible=True, **place)
    return Date(year, month, day, **place)


def _year(written: str) -> int:
    number = int(written)
    return number if number > 99 else number + (2000 if number < 70 else 1900)


def _month(written: str) -> int:
    return next(
        place
        for place, name in enumerate(MONTHS, start=1)
        if written.startswith(name[:4]) or name.startswith(written)
    )


def parse_iso(kept: str) -> Date:
    """The date of what `iso` wrote."""
    if "-T" in kept:
        return Date(int(kept[:4]), quarter=int(kept[-1]))
    return Date(*(int(part) for part in kept.split("-")))
