"""Statements of a text: steps, opinions and their dates, clause by clause, as a person reads them."""

import re
from dataclasses import dataclass

from labelling.cells import fold, unaccented
from labelling.steering.history_import.reader.texts.dates import Date, find_dates
from labelling.steering.history_import.reader.texts.vocabulary import (
    DOUBTED,
    OUTCOMES,
    PLANNED,
    STEPS,
)

CLAUSES = re.compile(r"\s*[;\n•|]+\s*|\s+/\s+|\bpuis\b|\.\s+(?=[A-ZÉÀÈ])|\s+[–—]\s+")


LABEL = re.compile(r"labellise\w*|\blabel\b|\blab\b")


# Of an opinion that nobody gave yet.
TO_COME = re.compile(r"\ba passer\b|inscri|a venir|\bprevue?\b|programme|a presenter")


LONGEST_OK = 20  # « OK 3 ans » is an opinion, « ok reçu la lettre, à relancer » is none


UNTIL = re.compile(
    r"(?:jusqu'?\s?(?:au|en|a)|->|→|>|=>|echeance(?: le)?|expire(?: le)?|valable"
    r"|\bfin(?: le| du label)?|tombe(?:e)?(?: le)?|\bau)\s*:?\s*(?:le )?$"
)


SINCE = re.compile(r"(?:\bdu|depuis(?: le)?|a compter du|a partir du)\s*$")


OPINIONS = (
    ("favorable", "granted"),
    ("defavorable", "refused"),
    ("ajourne", "adjourned"),
    ("retrait", "withdrawn"),
    ("refuse", "refused"),
    ("renouvele", "renewed"),
    ("reporte", "adjourned"),
    ("maintien", "maintained"),
    ("oui", "granted"),
)


NEVER = re.compile(
    r"\bne (?:se )?(?:\w+ )?pas\b|\bpas (?:de|encore|d)\b|\bsans (?:suite )?(?:date|audit)\b|\bjamais\b|\baucun"
)


@dataclass(slots=True)
class Statement:
    """`kind` is a step, or « label »; `until` the end of a label; `is_planned` what is yet to come."""

    kind: str | None
    date: Date | None = None
    outcome: str | None = None
    until: Date | None = None
    is_planned: bool = False
    is_doubted: bool = False
    is_denied: bool = False
    text: str = ""


def read_statements(text: str, default: str | None = None) -> list[Statement]:
    """What each clause tells; `default`: the step that the title of the column says."""
    found: list[Statement] = []
    for clause in filter(None, CLAUSES.split(text.replace("’", "'"))):
        found += _of_clause(clause, default)
    return found


def outcome_of(text: str) -> str | None:
    """The opinion that a text says; « F » and « aj » are the only opinion that they begin."""
    plain = unaccented(text)
    if found := next((outcome for outcome, pattern in OUTCOMES if pattern.search(plain)), None):
        return found
    if re.fullmatch(r"label(?:lise|lisation)?(?: accorde| obtenu)?", plain.strip()):
        return "granted"
    if len(plain) < LONGEST_OK and re.match(r"ok\b", plain.strip()):
        return "granted"
    letters = re.sub(r"^avis\b", "", plain.strip(" .()")).strip()
    begun = {
        outcome
        for word, outcome in OPINIONS
        if letters and len(letters) <= 5 and word.startswith(letters)
    }
    return begun.pop() if len(begun) == 1 else None


def _of_clause(clause: str, default: str | None) -> list[Statement]:
    plain = re.sub(r"\([^()\d]*\)", lambda aside: " " * len(aside[0]), unaccented(clause))
    dates = find_dates(plain)
    items: list[tuple[int, int, str, object]] = [
        (date.at, date.end, "date", date) for date in dates
    ]
    items += _words(plain, items)
    items.sort(key=lambda item: item[:2])
    groups: list[Statement] = []
    bounds: list[list[int]] = []
    for start, end, kind, value in items:
        current = groups[-1] if groups else None
        if kind == "date":
            until = UNTIL.search(plain[:start])
            is_plain_au = bool(until) and until[0].strip(" :") == "au"
            if (
                current
                and until
                and not (
                    is_plain_au and current.date is None and current.kind not in (None, "label")
                )
            ):
                current.until = value
            elif until and not is_plain_au:
                groups.append(Statement("label", until=value))
                bounds.append([start, end])
            elif (
                current is None
                or current.date is not None
                or (current.until and current.kind == "label")
            ):
                groups.append(Statement(None, value))
                bounds.append([start, end])
            else:
                current.date = value
        elif current is None or not _joins(current, kind, value):
            groups.append(Statement(None))
            bounds.append([start, end])
            _take(groups[-1], kind, value)
        else:
            _take(current, kind, value)
        bounds[-1][1] = max(bounds[-1][1], end)
    if not groups and default is None:
        return []
    _postpone(groups, plain)
    for place, one in enumerate(groups):
        start = bounds[place - 1][1] if place else 0
        stop = bounds[place + 1][0] if place + 1 < len(groups) else len(plain)
        around = plain[start:stop]
        planned, one.is_doubted, one.is_denied = (
            bool(pattern.search(around)) for pattern in (PLANNED, DOUBTED, NEVER)
        )
        one.is_denied = one.is_denied and not (one.date and NEVER.search(plain, one.date.end))
        one.is_planned = (
            one.is_planned
            or planned
            or bool(re.fullmatch(r"\s*\(.*\)\s*", clause) and default in STEP_NAMES)
        )
        one.text = clause.strip()
        if one.kind is None and one.outcome:
            one.kind = "committee"
        if one.kind is None or (
            one.kind == "committee"
            and not one.outcome
            and default
            and len(groups) == 1
            and default != "label"
        ):
            one.kind = default
        if (
            one.date
            and one.date.written
            and SINCE.search(plain[: one.date.at])
            and one.until
            and one.kind in (None, "committee")
            and not one.outcome
        ):
            one.kind = "label"
    return [one for one in groups if one.kind]


def _postpone(groups: list[Statement], plain: str) -> None:
    """« reporté au 10/12 », « … reporté, prochain en mai »: a session to come, not an opinion."""
    match = re.search(r"report\w*|decale\w*", plain)
    later = [one for one in groups if match and one.date and one.date.at > match.start()]
    if later:
        later[0].kind, later[0].outcome, later[0].is_planned = "committee", None, True
        groups[:] = [
            one for one in groups if one is later[0] or one.kind not in ("committee", None)
        ]


STEP_NAMES = {kind for kind, _pattern in STEPS}


def _words(plain: str, taken: list[tuple]) -> list[tuple[int, int, str, object]]:
    """(start, end, « step » or « outcome », which), without those that lie inside an earlier one."""
    found: list[tuple[int, int, str, object]] = []
    for name, table in (("step", STEPS), ("outcome", OUTCOMES)):
        for value, pattern in (*table, *((("label", LABEL),) if name == "step" else ())):
            for match in pattern.finditer(plain):
                place = (match.start(), match.end())
                others = [one for one in found if one[2] == name] + (
                    taken if name == "step" else []
                )
                if not any(place[0] < end and start < place[1] for start, end, *_rest in others):
                    found.append((*place, name, value))
    steps = {
        (start, end)
        for start, end, name, value in found
        if name == "step" and value not in ("committee", "label", "suspension")
    }
    return [
        one
        for one in found
        if one[2] == "step" or not any(one[0] < end and start < one[1] for start, end in steps)
    ]


def _joins(current: Statement, kind: str, value: object) -> bool:
    if kind == "outcome" and value == "mention":
        return False
    if kind == "outcome":
        return current.outcome is None and current.kind in (None, "committee", "label")
    if value == "label":
        return current.kind in ("committee", "label", None, "suspension") and (
            current.outcome is not None or current.kind is not None or current.date is None
        )
    if current.kind == "label" and current.date is None:
        return True
    if current.kind is None:
        return current.outcome is None or value == "committee"
    return (current.kind == value and current.date is None) or (
        current.kind == "committee" and current.date is None and not current.outcome
    )


def _take(one: Statement, kind: str, value) -> None:
    if kind == "outcome":
        one.outcome = one.outcome or value
        if one.kind in (None, "label"):
            one.kind = "committee"
    elif value == "label" and one.kind == "committee" and one.outcome is None:
        one.outcome = "granted"  # « comité 20/06 : label »
    elif one.kind in (None, "label") or (one.kind == "committee" and value != "label"):
        one.kind = value


# What people abbreviate by its initials.
PHRASES = (
    "attente comite",
    "attente passage",
    "audit mise oeuvre",
    "audit mise en oeuvre",
    "audit verification",
    "plan actions",
    "plan d actions",
    "comite labellisation",
    "comite de labellisation",
    "appui conseil",
    "candidature recue",
    "sans suite",
    "label en cours",
    "en attente",
    "non recevable",
    "avis favorable",
    "avis defavorable",
    "candidature",
    "recevable",
)


def spell_initials(text: str) -> str | None:
    """The phrase of the trade whose initials a short capital word is."""
    letters = fold(text).replace(" ", "")
    if not (2 <= len(letters) <= 4 and text.strip(" .?").replace(".", "").isupper()):
        return None
    found = [
        phrase
        for phrase in PHRASES
        if "".join(word[0] for word in phrase.split() if len(word) > 1) == letters
    ]
    return found[0] if found else None
