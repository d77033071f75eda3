"""French typography of reports: no-break spaces, short quotes, grouped digits."""

import datetime
import re

NO_BREAK = "\u00a0"
LONGEST_QUOTE = 60


def say(template: str, *values: object) -> str:
    """The template is written with ordinary spaces; values are quoted from the file and made harmless to read."""
    return _typeset(template).format(*(quote_value(value) for value in values))


def quote_value(value: object) -> str:
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, datetime.date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    text = re.sub(r"[\x00-\x1f\x7f]+", " ", str(value)).strip()
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1]}…"


def grouped(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")


def plain(value: object) -> str | int | float | bool | None:
    """The value as JSON can hold it: dates in ISO form."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else str(value)


def _typeset(template: str) -> str:
    text = re.sub(r" ([:;!?»%€])", NO_BREAK + r"\1", template)
    text = re.sub(r"(?<=\d) (?=\d{3})", "\u202f", text)
    return text.replace("«\u00a0", "«" + NO_BREAK).replace("'", "’")
