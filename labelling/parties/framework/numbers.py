"""Search of a text for the numbers that the rules bear, in figures and in letters: « 30 jours », « trois ans »."""

import re
from dataclasses import dataclass

from portal.core.working_days import Delay

UNITS = {"j": "jours", "o": "jours ouvrés", "m": "mois"}
COUNTED = {"dismissal_reminders": "relances", "same_auditor_max": "évaluations"}
IN_BRACKETS = re.compile(r"\((jours|mois|caractères)\b")
TENS = {
    20: "vingt",
    30: "trente",
    40: "quarante",
    50: "cinquante",
    60: "soixante",
    80: "quatre-vingt",
}
SMALL = (
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf"
).split()


def _letters():
    """{« vingt et un »: 21} of the numbers below a hundred, but one, which is also an article."""
    found = {word: number for number, word in enumerate(SMALL, 1) if number > 1}
    for base, word in TENS.items():
        found["quatre-vingts" if base == 80 else word] = base
        for rest, small in enumerate(SMALL[: 19 if base in (60, 80) else 9], 1):
            joined = " et " if rest in (1, 11) and base != 80 else "-"
            found[f"{word}{joined}{small}"] = base + rest
    return found


LETTERS = _letters()
GAP = r"[\s\u202f]+"  # \s holds U+00A0
NUMBERS = "|".join(sorted((re.escape(one) for one in LETTERS), key=len, reverse=True))
TOLD = re.compile(
    rf"(?<![\w,.-])(\d+|{NUMBERS}){GAP}(?:(?:derni|premi)(?:ers|ères){GAP}|prochain(?:e?s){GAP})?"
    rf"(jours{GAP}ouvrés|jours|mois|ans|années|caractères|relances|évaluations)\b",
    re.I,
)


@dataclass(frozen=True)
class ToldValue:
    """What a text says (« trois ans ») and the values of the rules that say the same."""

    said: str
    values: tuple


def values_of(*versions, has_reminders=True):
    """{(number, unit): what they are} of versions: delays, numbers, reminders; months in whole years are years too."""
    found = {}
    for version in versions:
        for number, unit, label in _numbers(version, has_reminders=has_reminders):
            found.setdefault((number, unit), {})[label] = True
            if unit == "mois" and number % 12 == 0:
                found.setdefault((number // 12, "ans"), {})[label] = True
    return {key: tuple(labels) for key, labels in found.items() if key[0] > 1}


def _numbers(version, *, has_reminders):
    for field in version._meta.concrete_fields:
        unit = IN_BRACKETS.search(str(field.verbose_name))
        unit = unit[1] if unit else COUNTED.get(field.name)
        value = getattr(version, field.name)
        if unit and (has_reminders or not isinstance(value, list)):
            label = IN_BRACKETS.split(str(field.verbose_name))[0].strip()
            yield from (
                (one, unit, label) for one in (value if isinstance(value, list) else [value])
            )
    for rule in getattr(version, "deadlines", {}).values():
        for delay in map(Delay.parse, filter(None, (rule.delay, rule.delay_max))):
            yield delay.count, UNITS[delay.unit], rule.label
        if has_reminders:
            yield from ((abs(days), "jours", f"{rule.label}, rappels") for days in rule.reminders)


def find_told_values(text, values):
    """The values, of `values_of`, that a text tells: one each time that it says so."""
    for match in TOLD.finditer(text):
        number = LETTERS.get(" ".join(match[1].lower().split())) or int(match[1])
        unit = " ".join(match[2].lower().split()).replace("années", "ans")
        if labels := values.get((number, unit)):
            yield ToldValue(" ".join(match[0].split()), labels)
