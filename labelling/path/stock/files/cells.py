"""Parsing of a cell: its text, formulas, merges, errors."""

import datetime
import re
import unicodedata

from labelling.path.stock.files.columns import titled
from labelling.path.stock.files.issues import Findings, Severity
from labelling.path.stock.files.sentences import quote_value
from portal.core.csv_sheets import as_typed
from portal.spreadsheets.sheets import Row, Value, is_blank

LONGEST = {
    "code": 40,
    "name": 160,
    "address": 250,
    "commune": 100,
    "agency": 100,
    "block": 100,
    "kind": 60,
    "rated_by": 120,
}
LONGEST_OTHER = 2_000
REQUIRED = {"code", "name", "homes", "insee"}
OWN = {"code", "name", "homes"}  # what two residences never share
SHEET_ERROR = re.compile(
    r"#(DIV/0!|REF!|N/A|NA|VALUE!|VALEUR!|NAME\?|NOM\?|NUM!|NOMBRE!|NULL!|NUL!)|Err:\d+"
)
DATE_FORMS = ("%d/%m/%Y", "%Y-%m-%d", "%d/%m/%y", "%d.%m.%Y")
FORMULA_START = ("=", "+", "-", "@", "\t", "\r")
BROKEN = object()  # the issue is already told: the cell is not read further


def screen(name: str, row: Row, index: int, found: Findings) -> Value | object:
    """The value of the cell, once merges, formulas and errors of spreadsheets are told; or BROKEN."""
    value = row.cell(index)
    gravity = Severity.ERROR if name in REQUIRED else Severity.WARNING
    if isinstance(value, str) and SHEET_ERROR.fullmatch(value.strip()):
        found.tell(name, "ERREUR_TABLEUR", titled(name), value, before=value, gravity=gravity)
        return BROKEN
    if formula := row.formulas.get(index):
        if value is None:
            told = (titled(name), formula)
            found.tell(name, "FORMULE_SANS_RESULTAT", *told, before=formula, gravity=gravity)
            return BROKEN
        found.tell(name, "FORMULE", formula, value, before=formula, after=value)
    if is_blank(value) or not (place := row.merged.get(index)):
        return value
    if name in OWN:
        found.tell(name, "CELLULE_FUSIONNEE.own", place, value, before=value)
        return BROKEN
    found.tell(name, "CELLULE_FUSIONNEE", value, place, after=value)
    return value


def screened(
    row: Row, fields: dict[str, int], wanted: set[str], found: Findings
) -> tuple[dict[str, object], set[str]]:
    """The raw values by field, and the fields whose cell is already told as unreadable."""
    raw = {
        name: screen(name, row, index, found) for name, index in fields.items() if name in wanted
    }
    broken = {name for name, value in raw.items() if value is BROKEN}
    return raw | dict.fromkeys(broken), broken


def read_code(code: str | None, found: Findings) -> str | None:
    """Codes are compared and kept in capitals."""
    if code and code.upper() != code:
        capitals = code.upper()
        found.tell("code", "CASSE", code, capitals, before=code, after=capitals)
        return capitals
    return code


def read_text(name: str, raw: Value, found: Findings) -> str | None:
    if raw is None:
        return None
    if not isinstance(raw, str):
        return f"{raw:.10g}" if name == "code" and isinstance(raw, float) else quote_value(raw)
    text = raw if raw.isascii() else _composed(name, raw, found)
    text = _spaced(name, as_typed(text), found)
    if text.startswith(FORMULA_START) and name != "comment":
        found.tell(name, "TEXTE_FORMULE", text[0], before=raw, after=text)
    if len(text) > (limit := LONGEST.get(name, LONGEST_OTHER)):
        found.tell(name, "TROP_LONG", titled(name), len(text), limit, before=text[:80])
        return text[:limit]
    return text or None


def _composed(name: str, raw: str, found: Findings) -> str:
    text = unicodedata.normalize("NFC", raw)
    if text != raw:
        found.tell(name, "UNICODE", text, before=raw, after=text)
    try:
        repaired = text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text
    found.tell(name, "MOJIBAKE", text, repaired, before=raw, after=repaired)
    return repaired


def _spaced(name: str, raw: str, found: Findings) -> str:
    """A no-break space is typography, not a fault: it is replaced without a word."""
    if raw.isprintable() and raw.strip() == raw and "  " not in raw:
        return raw
    text = " ".join("".join(char for char in raw if not _is_invisible(char)).split())
    if text and text != raw.replace("\u00a0", " ").replace("\u202f", " "):
        code = "ESPACES.newline" if "\n" in raw.strip() else "ESPACES"
        found.tell(name, code, text, before=raw, after=text)
    return text


def _is_invisible(char: str) -> bool:
    return char not in "\n\t\r" and unicodedata.category(char) in ("Cc", "Cf")


def read_notes(raw: dict[str, object], found: Findings) -> dict[str, object]:
    """What a file says beside the axes of a rating."""
    texts = {name: read_text(name, raw.get(name), found) for name in ("comment", "rated_by")}
    return texts | {"rated_on": read_date(raw.get("rated_on"), found)}


def read_date(raw: Value, found: Findings) -> str | None:
    """ISO date; what is unreadable is left empty, with a warning."""
    if is_blank(raw):
        return None
    if isinstance(raw, datetime.date):
        return raw.strftime("%Y-%m-%d")
    for form in DATE_FORMS:
        try:
            return datetime.datetime.strptime(str(raw).strip(), form).date().isoformat()
        except ValueError:
            continue
    found.tell("rated_on", "DATE_ILLISIBLE", raw, before=raw)
    return None
