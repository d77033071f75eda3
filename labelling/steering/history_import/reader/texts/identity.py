"""Who an organism is, in cells and sentences: name, Siren, family, place, homes, people."""

import re
from dataclasses import dataclass, field

from labelling.cells import fold, is_blank, text_of, unaccented
from labelling.numbers import read_siren
from labelling.steering.history_import.reader.texts.places import (
    departement_of_text,
    region_named,
    region_of_departement,
)
from labelling.steering.history_import.reader.texts.vocabulary import FAMILIES, first_of
from labelling.territories import communes_named
from portal.spreadsheets.sheets import Value

ABOUT = r"(?P<about>env(?:iron)?\b\.?|~|≈|\+/-|pres de|plus de|autour de|vers|>|<|\bca\b)"
UNIT = r"l(?:o)?g(?:ement|t|mt|ts|mts)?s?\b\.?"
HOMES = re.compile(
    rf"{ABOUT}?\s*(?P<number>\d[\d\s.,'’]*)\s*(?P<thousand>k\b|milliers?\b|mille\b)?\s*"
    rf"(?P<after>env(?:iron)?\b\.?)?\s*(?:{UNIT})?",
    re.I,
)
NUMBER_OF_HOMES = re.compile(
    rf"(?:{ABOUT}\s*)?(?<![\d/.])(?P<number>\d[\d\s.,]*)\s*(?P<thousand>k\b)?\s*(?:{UNIT})"
)
SIREN = re.compile(
    r"(?<!\d)(?:siren|siret)?\W{0,4}((?:\d[ .]?){13}\d|(?:\d[ .]?){8}\d)(?![\d])", re.I
)


EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


PHONE = re.compile(r"(?<!\d)0\d(?:[ .]?\d\d){4}(?!\d)")


PERSON = re.compile(r"((?:[A-ZÉÈÀÎÏÔ][\w’'-]*\.?-?[ ]?){0,2}[A-ZÉÈÀÎ][\w’'-]{2,})")


FORMER = re.compile(r"\(?\b(?:ex[- .]|anc(?:ien(?:nement)?)?\b\.?)\s*:?\s*([^()]{4,60})\)?", re.I)


ASIDE = re.compile(r"\s*\(([^()]*)\)\s*")


@dataclass(slots=True)
class Identity:
    """What is known of who it is; `doubts`: (field, what is to be asked, severity)."""

    name: str = ""
    former_names: list[str] = field(default_factory=list)
    siren: str | None = None
    family: str | None = None
    region: str | None = None
    departement: str | None = None
    homes: int | None = None
    doubts: list[tuple[str, str, str]] = field(default_factory=list)


def read_name(text: str) -> Identity:
    """A name, with what stands in brackets after it: a département, a former name, a remark."""
    found = Identity()
    for aside in ASIDE.findall(text):
        if re.fullmatch(r"\s*(\d{2,3}|2[ABab])\s*", aside):
            found.departement = departement_of_text(aside)
        elif former := re.match(r"(?:ex|anc\w*\.?)[- .:]+(.+)", aside, re.I):
            found.former_names.append(former[1].strip())
    bare = ASIDE.sub(" ", text)
    if former := re.search(r"[,–-]?\s*\bex[- .]+([A-ZÉÈ][^,;]{3,60})$", bare):
        found.former_names.append(former[1].strip())
        bare = bare[: former.start()]
    found.name = " ".join(bare.split()).strip(" ,;:*–-")
    return found


def siren_of(value: Value) -> tuple[str | None, str | None]:
    """The nine digits, and what is wrong: « key » or « unreadable »."""
    if is_blank(value):
        return None, None
    reading = read_siren(value)
    if reading.kept:
        return reading.kept, None
    return None, "key" if reading.code == "SIREN_INVALIDE" else "unreadable"


def homes_of(value: Value, title: str = "") -> tuple[int | None, bool]:
    """The number, and whether it is about; « 17,9 k », « 12 + 3 », « 19.6 » under « (milliers) »."""
    thousands = bool(re.search(r"millier|\bk\b|\(k", unaccented(title)))
    if isinstance(value, bool) or is_blank(value):
        return None, False
    if isinstance(value, int | float):
        number = value * 1000 if thousands and value < 1000 else value
        if set(str(round(number))) == {"9"} and number >= 99_999:
            return None, True
        return (round(number), False) if 0 < number <= 1_000_000 else (None, True)
    text = unaccented(text_of(value))
    if re.search(r"\d{2}/\d{2}", text):
        return None, True
    match = HOMES.search(text)
    if not match:
        return None, True
    number = _number(match["number"], thousands or bool(match["thousand"]))
    if number and set(str(number)) == {"9"} and number >= 99_999:
        return None, True
    return number, bool(match["about"] or match["after"]) or bool(re.search(r"[?+]", text))


def _number(written: str, thousands: bool) -> int | None:
    text = written.strip(" .,'’").replace("’", "").replace("'", "")
    if thousands:
        try:
            return round(float(text.replace(" ", "").replace(",", ".")) * 1000)
        except ValueError:
            return None
    digits = re.sub(r"\D", "", text)
    return int(digits) if digits and int(digits) <= 1_000_000 else None


def family_of(text: str) -> tuple[str | None, bool]:
    """The family, and whether the text hesitates between several."""
    folded = fold(text)
    several = [family for family, pattern in FAMILIES if pattern.search(folded)]
    return first_of(FAMILIES, folded), len(several) > 1 and bool(re.search(r"[/?]| ou ", text))


def place_of(text: str) -> tuple[str | None, str | None]:
    """(region, département) that a text says: codes, names, a town that only one département has."""
    if region := region_named(text) if len(text.strip()) > 1 else None:
        return region, None
    if not re.search(r"[a-z]{2}", unaccented(text)):
        text = text.strip().zfill(2) if re.fullmatch(r"\s*\d\s*", text) else text
        code = departement_of_text(re.sub(r"^0(?=\d{2}$)", "", text.strip()))
        return (region_of_departement(code), code) if code else (None, None)
    if bracket := re.search(r"\((\d{2,3}|2[ABab])\)", text):
        code = departement_of_text(bracket[1])
        return (region_of_departement(code), code) if code else (None, None)
    if code := departement_of_text(text):
        return region_of_departement(code), code
    departements = {commune.departement for commune in communes_named(text)}
    if len(departements) == 1:
        code = departements.pop()
        return region_of_departement(code), code
    return None, None


def read_identity(text: str) -> Identity:
    """Siren, homes and place that a sentence tells: « (000 070 227) », « 11 524 lgts, Vernouillet »."""
    found = Identity()
    plain = unaccented(text)
    if match := SIREN.search(plain):
        found.siren, fault = siren_of(match[1])
        if fault:
            found.doubts.append(
                (
                    "siren",
                    f"SIREN {match[1].strip()}\u00a0: la clé de contrôle est fausse.",
                    "to correct",
                )
            )
    if match := NUMBER_OF_HOMES.search(plain):
        found.homes = _number(match["number"], bool(match["thousand"]))
        if match["about"]:
            found.doubts.append(("homes", "Nombre de logements approché.", "to confirm"))
        rest = text[match.end() :].strip(" ,.;")
        if rest:
            found.region, found.departement = place_of(rest)
    return found
