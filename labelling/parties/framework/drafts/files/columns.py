"""Columns of the rules as a spreadsheet: their titles, and each value as a cell says it and as it is read back."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from django.db import models

from labelling.cells import fold, text_of
from labelling.parties.framework.deadlines import NOUNS, in_words
from labelling.parties.framework.drafts.forms import (
    CHOICES,
    FRACTION_LABELS,
    HINTS,
    NUMBERS,
)
from labelling.parties.framework.drafts.parts import Part
from labelling.parties.framework.files.parsing import FRACTIONS
from labelling.parties.framework.kinds import DossierType
from portal.core.csv_sheets import DANGEROUS
from portal.spreadsheets.sheets import is_blank

BETWEEN = "\u00a0; "
CUT = re.compile(r"[;\n]")
YES, NO = {"oui", "vrai", "x", "o", "true", "1"}, {"non", "faux", "n", "false", "0"}
COUNTED = re.compile(r"(-?)\s*(\d+)\s*(.*)", re.DOTALL)
UNIT_OF = {fold(word): unit for unit, words in NOUNS.items() for word in (unit, *words)}
UNIT_OF |= {"jo": "o", "j o": "o", "jours calendaires": "j", "jour calendaire": "j"}
MOST_DIGITS = 6
ALSO = {  # other titles that people give, folded
    "label": "objet|libelle|intitule|nom|designation",
    "title": "titre|libelle|intitule|nom|enonce",
    "weight": "ponderation|coefficient|coef",
    "mandatory": "obligatoire|imperatif",
    "delay": "delai|duree",
    "delay_max": "delai maximal|duree maximale|delai max",
    "expectation": "attendu|attendus|exigence|description",
    "evidence_examples": "preuves|exemples de preuve|elements de preuve",
    "hint": "aide|precision|precisions",
    "gate": "seuil|seuil %",
    "reminders": "rappels|relances",
    "code": "code|reference|ref|numero",
    "extensions": "formats|format",
    "audit_types": "types d audit|audits concernes",
}
FIELD, VALUE = "Réglage", "Valeur"  # the columns of a part that has one row
TYPE, STAGE, THEME = "Type de dossier", "Code de l’étape", "Code du thème"
PLACES = {"etapes": (TYPE,), "pieces": (TYPE, STAGE), "criteres": (THEME,)}
ALSO_PLACES = {TYPE: "type", STAGE: "etape", THEME: "theme"}


class Misread(Exception):
    """What a cell says is none of the values expected: the sentence says which are."""


@dataclass(frozen=True)
class Column:
    """`show` gives a cell, `read` its value, or Misread; `needed`: no row does without."""

    name: str
    title: str
    show: Callable
    read: Callable
    needed: bool = False
    empty: object = None  # what an empty cell says, where it may be empty
    hint: str = ""

    @property
    def titles(self):
        also = ALSO.get(self.name) or ALSO_PLACES.get(self.name, "")
        return [fold(self.title), fold(self.name), *filter(None, also.split("|"))]


def places_of(part: Part):
    """The columns that say in which list a row is."""
    types = dict(DossierType.choices)
    return [
        Column(
            title,
            title,
            show=lambda value: types.get(value, value),
            read=_one_of(types) if title == TYPE else read_code,
            needed=True,
            hint=f"L’un de\u00a0: {', '.join(types.values())}." if title == TYPE else "",
        )
        for title in PLACES.get(part.code, ())
    ]


def columns_of(part: Part, draft):
    return [_column(part, name, draft) for name in part.names]


def _column(part, name, draft):
    if name in FRACTIONS:
        hint = HINTS.get(name, "")
        return Column(name, FRACTION_LABELS[name], str, _share, True, hint=hint)
    model = part.model._meta.get_field(name)
    may_be_empty = model.blank or isinstance(model, models.BooleanField)
    return Column(
        name,
        model.verbose_name[:1].upper() + model.verbose_name[1:],
        *_ways(name, model, draft),
        needed=not (may_be_empty or model.has_default()),
        empty=_empty(model) if may_be_empty else ...,
        hint=HINTS.get(name, ""),
    )


def _empty(model):
    if isinstance(model, models.BooleanField):
        return False
    if isinstance(model, models.JSONField):
        return []
    return None if model.null else ""


def _ways(name, model, draft):
    """(how a value is shown, how it is read)."""
    if name in NUMBERS:
        return _in_a_row(str), _whole_numbers
    if name in ("delay", "delay_max"):
        return (lambda value: in_words(value) if value else None), _delay
    if name == "deadline":
        return str, read_code
    if name in CHOICES:
        several, choices = CHOICES[name]
        known = _told(choices(draft))
        if several:
            return _in_a_row(lambda one: known.get(one, one)), _some_of(known)
        return (lambda value: known.get(value, value)), _one_of(known)
    if model.choices:
        known = _told(model.choices)
        return (lambda value: known.get(value, value)), _one_of(known)
    if isinstance(model, models.BooleanField):
        return (lambda value: "oui" if value else "non"), _is_so
    if isinstance(model, models.IntegerField):
        return (lambda value: value), _whole
    return (lambda value: value), (read_code if name == "code" else _text)


def _told(choices):
    """{value: its words}, with the value where two have the same words."""
    many = Counter(fold(label) for _, label in choices)
    return {
        value: f"{label} ({value})" if many[fold(label)] > 1 else label for value, label in choices
    }


def _in_a_row(show):
    return lambda values: BETWEEN.join(map(show, values)) or None


def unguarded(value):
    """Without the apostrophe that the portal writes before what looks like a formula."""
    is_guarded = (
        isinstance(value, str) and value.startswith("'") and value[1:].startswith(DANGEROUS)
    )
    return value[1:] if is_guarded else value


def _text(value):
    value = unguarded(value)
    if not isinstance(value, str):
        return text_of(value)
    return "\n".join(line.rstrip() for line in value.strip().splitlines())


def read_code(value):
    if (isinstance(value, float) and not value.is_integer()) or hasattr(value, "year"):
        raise Misread(
            "le tableur en a fait un nombre ou une date\u00a0: mettez la cellule au format texte."
        )
    return text_of(unguarded(value))


def _is_so(value):
    said = fold(text_of(value))
    if said not in YES | NO:
        raise Misread(f"«\u00a0{text_of(value)}\u00a0» n’est ni oui ni non.")
    return said in YES


def _whole(value):
    said = text_of(unguarded(value))
    if isinstance(value, bool) or not re.fullmatch(rf"-?\d{{1,{MOST_DIGITS}}}", said):
        raise Misread(f"«\u00a0{said[:40]}\u00a0» n’est pas un nombre entier.")
    if said.startswith("-"):
        raise Misread(f"{said} est négatif\u00a0: écrivez un nombre à partir de 0.")
    return int(said)


def _whole_numbers(value):
    if hasattr(value, "year") or (isinstance(value, float) and not value.is_integer()):
        raise Misread(
            "le tableur en a fait un autre nombre\u00a0: séparez par des points-virgules."
        )
    said = [one for one in re.split(r"[\s,;]+", text_of(unguarded(value))) if one]
    if not all(re.fullmatch(r"-?\d{1,3}", one, re.ASCII) for one in said):
        raise Misread(
            "des nombres séparés par des points-virgules sont attendus, comme 10\u00a0; 3\u00a0; -1."
        )
    return [int(one) for one in said]


def _delay(value):
    """« 15 jours ouvrés », « 15o »: how many, then a unit."""
    said = text_of(unguarded(value))
    found = COUNTED.fullmatch(said)
    if hasattr(value, "year") or found is None:
        raise Misread(
            f"«\u00a0{said[:40]}\u00a0» n’est pas un délai\u00a0: écrivez un nombre, puis jours ouvrés, jours ou mois."
        )
    sign, count, word = found.groups()
    if sign and int(count):
        raise Misread(
            f"«\u00a0{said[:40]}\u00a0» est négatif\u00a0: «\u00a0compté avant la date\u00a0» dit le sens."
        )
    if not word:
        raise Misread(f"l’unité de «\u00a0{said}\u00a0» manque\u00a0: jours ouvrés, jours ou mois.")
    if fold(word) not in UNIT_OF:
        raise Misread(
            f"l’unité «\u00a0{word[:40]}\u00a0» n’est pas connue\u00a0: jours ouvrés, jours ou mois."
        )
    return f"{int(count)}{UNIT_OF[fold(word)]}"


def _share(value):
    """« 1/2 », « 50 % », 0,5; the validator of files says what is no part of a whole."""
    if hasattr(value, "year"):
        raise Misread(
            "le tableur a fait une date de cette fraction\u00a0: mettez la cellule au format texte."
        )
    said = text_of(unguarded(value)).replace(",", ".").replace(" ", "")
    try:
        share = Fraction(said.removesuffix("%")) / (100 if said.endswith("%") else 1)
    except (ValueError, ZeroDivisionError):
        raise Misread(f"«\u00a0{said[:40]}\u00a0» n’est pas une fraction, comme 1/2.") from None
    near = share.limit_denominator(100)
    return str(near if abs(near - share) < Fraction(1, 1000) else share)


def _one_of(known):
    by_word = {fold(str(word)): value for value, word in known.items()}
    by_word = {fold(str(value)): value for value in known if value} | by_word

    def read(value):
        said = text_of(value)
        if fold(said) not in by_word:
            raise Misread(_unknown(said, known))
        return by_word[fold(said)]

    return read


def _some_of(known):
    read_one = _one_of(known)

    def read(value):
        said = [one for one in CUT.split(str(value)) if not is_blank(one)]
        return list(dict.fromkeys(map(read_one, said)))

    return read


def _unknown(said, known):
    offered = ", ".join(f"«\u00a0{word}\u00a0»" for word in known.values())
    return f"«\u00a0{said[:60]}\u00a0» n’est pas connu\u00a0: écrivez {offered}."
