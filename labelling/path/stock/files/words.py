"""Parsing of yes or no and of postal codes, in the ways people write them."""

import re
import unicodedata

from labelling.path.stock.files.issues import Findings
from labelling.path.stock.files.sentences import quote_value
from portal.spreadsheets.sheets import Value, is_blank

YES = {"oui", "o", "vrai", "true", "1", "x", "yes", "y", "en qpv", "qpv"}
NO = {"non", "n", "faux", "false", "0", "no", "hors qpv", "non qpv", "pas qpv"}
QUARTER = re.compile(r"q[pn]\s?\d|qpv\W+\w|quartier\b")


def read_yes_no(raw: Value, found: Findings) -> bool | None:
    if is_blank(raw):
        found.tell("is_qpv", "OBLIGATOIRE.is_qpv")
        return None
    text = unicodedata.normalize("NFC", quote_value(raw)).lower()
    if text not in YES | NO:
        return _named_quarter(raw, text, found)
    word = "Oui" if text in YES else "Non"
    if isinstance(raw, str) and raw.strip() != raw:
        found.tell("is_qpv", "ESPACES", word, before=raw, after=word)
    elif text != word.lower():
        found.tell("is_qpv", "VALEUR_TRADUITE", raw, word, before=raw, after=word)
    return text in YES


def _named_quarter(raw: Value, text: str, found: Findings) -> bool | None:
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
