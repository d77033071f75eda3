"""Scores of a reading of spreadsheets: the shares of what a careful person would have typed that were read."""

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from labelling.cells import fold, squeezed
from labelling.path.stock.files.issues import Line, Report, Status
from labelling.path.stock.files.vocabulary import AXES
from labelling.steering.history_import.reader.records import Register
from labelling.steering.history_import.reader.texts.dates import Date, parse_iso
from portal.spreadsheets.sheets import letter_of

IDENTITY = (
    ("siren", "Siren"),
    ("family", "familles"),
    ("region", "régions"),
    ("departement", "départements"),
    ("homes", "logements"),
)
RESIDENCE = (
    ("code", "reference", "références"),
    ("name", "name", "noms"),
    ("address", "address", "adresses"),
    ("postcode", "postal_code", "codes postaux"),
    ("commune", "commune", "communes"),
    ("insee", "insee", "codes Insee"),
    ("homes", "homes", "logements"),
    ("agency", "agency", "agences"),
    ("is_qpv", "qpv", "quartiers prioritaires"),
    ("built_year", "year", "années"),
)  # field of the portal, of an expectation, title
AXIS = {"tranquillity": "peace"}  # of the portal, of an expectation
SMALL = ("info", "information")  # severities that ask nothing
VERY_NEAR = 0.9  # of two spellings of one name


@dataclass(slots=True)
class Score:
    """`shares`: title → (right, of how many); `invented`: what the file does not hold."""

    shares: dict[str, tuple[int, int]] = field(default_factory=dict)
    invented: list[str] = field(default_factory=list)

    def add(self, title: str, found: Iterable[object]) -> None:
        """One share, of whether each thing is right."""
        answers = [bool(one) for one in found]
        self.shares[title] = (sum(answers), len(answers))


def score_register(expected: dict, register: Register) -> Score:
    """`expected`: organisms, events, people and remarks as a careful person types them; what lacks is not compared."""
    score = Score()
    wanted = expected["organisms"]
    owners = _pair(wanted, register)
    needed = [rank for rank, one in enumerate(wanted) if not one.get("optional")]
    score.add("organismes", (rank in owners for rank in needed))
    _score_identities(score, wanted, needed, owners)
    _score_labels(score, wanted, needed, owners)
    if "events" in expected:
        _score_facts(score, expected, register, owners)
    spelt = {fold(name) for one in register.people for name in (one["name"], *one["aliases"])}
    people = expected.get("people", [])
    score.add("personnes", (spelt & {fold(n) for n in _names(one)} for one in people))
    marks = [(one.sheet, one.row, one.column, one.severity) for one in register.remarks]
    _score_remarks(score, expected.get("remarks", []), marks)
    known = {id(one) for one in owners.values()}
    extra = [one for one in register.organisms if id(one) not in known]
    score.invented += [f"organisme {one.identity.name}" for one in extra]
    return score


def _names(one: dict) -> list[str]:
    """The names under which a file may tell an organism or a person."""
    others = (one.get(key, []) for key in ("name_accepted", "former_names", "aliases"))
    return [one["name"], *(name for names in others for name in names)]


def _pair(wanted: list[dict], register: Register) -> dict:
    """{rank of an expected organism: the one read}: by its name, its Siren, then a very near name."""
    pairs: dict = {}
    free = list(register.organisms)

    def take(is_one: Callable) -> None:
        for rank, one in enumerate(wanted):
            found = next((other for other in free if is_one(one, other.identity)), None)
            if rank not in pairs and found is not None:
                pairs[rank] = found
                free.remove(found)

    take(lambda one, other: fold(other.name) in map(fold, _names(one)))
    take(lambda one, other: one.get("siren") and one["siren"] == other.siren)
    take(lambda one, other: any(_is_near(name, other.name) for name in _names(one)))
    return pairs


def _is_near(one: str, other: str) -> bool:
    return difflib.SequenceMatcher(None, fold(one), fold(other)).ratio() >= VERY_NEAR


def _accepted(one: dict, key: str) -> list:
    return [one.get(key), *one.get(f"{key}_accepted", [])]


def _score_identities(score: Score, wanted: list[dict], needed: list[int], owners: dict) -> None:
    for key, title in IDENTITY:
        asked = [rank for rank in needed if wanted[rank].get(key) is not None]
        score.add(title, (_is_right(wanted[rank], owners.get(rank), key) for rank in asked))
        for rank in owners.keys() - set(asked):
            value = getattr(owners[rank].identity, key)
            if value is not None and value not in _accepted(wanted[rank], key):
                score.invented.append(f"{title}, {wanted[rank]['name']}\u00a0: {value}")
    score.add("états", (_status_is_right(wanted[rank], owners.get(rank)) for rank in needed))


def _is_right(one: dict, found, key: str) -> bool:
    return found is not None and getattr(found.identity, key) in _accepted(one, key)


def _status_is_right(one: dict, found) -> bool:
    return found is not None and found.status in _accepted(one, "status")


def _score_labels(score: Score, wanted: list[dict], needed: list[int], owners: dict) -> None:
    """To the day; of a label that was withdrawn, its dates may lack."""
    answers = []
    for rank in needed:
        one, found = wanted[rank], owners.get(rank)
        dates = (found.start, found.end) if found else (None, None)
        if not one.get("label"):
            if any(dates):
                score.invented.append(f"label, {one['name']}\u00a0: {dates}")
            continue
        right = all(
            _day(value) in map(_day, _accepted(one["label"], key))
            for key, value in zip(("start", "end"), dates, strict=True)
        )
        lacks = found is not None and not any(dates) and one["status"] == "withdrawn"
        answers.append(right or lacks)
    score.add("labels", answers)


def _day(value: object) -> Date | None:
    """A date as expectations write it: ISO, {"year", "month"…} or nothing."""
    if isinstance(value, dict):
        kept = {key: value.get(key) for key in ("year", "month", "day", "quarter")}
        return Date(**kept) if kept["year"] else None
    return parse_iso(str(value)) if value else None


def _score_facts(score: Score, expected: dict, register: Register, owners: dict) -> None:
    """Found: organism, kind and about the date. Right: the date as precise as written."""
    names = {fold(name): r for r, one in enumerate(expected["organisms"]) for name in _names(one)}
    read = {fold(one.identity.name): rank for rank, one in owners.items()}
    left = [(read.get(fold(name)) if name else None, name, fact) for name, fact in register.facts]
    found: dict[int, bool] = {}
    outcomes = []
    for is_exact in (True, False):
        for rank, event in enumerate(expected["events"]):
            owner = names.get(fold(event["organism"])) if event["organism"] else None
            dates = [_day(one) for one in _accepted(event, "date")]
            match = next(
                (
                    one
                    for one in left
                    if one[0] == owner
                    and one[2].kind == event["kind"]
                    and _meets(_day(one[2].date), dates, is_exact)
                ),
                None,
            )
            if rank in found or match is None:
                continue
            left.remove(match)
            found[rank] = is_exact
            if is_exact and not event.get("optional"):
                outcomes.append(match[2].outcome == event.get("outcome"))
    needed = [r for r, event in enumerate(expected["events"]) if not event.get("optional")]
    score.add("faits", (rank in found for rank in needed))
    score.add("faits justes", (found.get(rank) for rank in needed))
    score.add("avis", outcomes)
    score.invented += [
        f"fait, {name}\u00a0: {fact.kind}, {fact.date}" for _owner, name, fact in left
    ]


def _meets(day: Date | None, dates: list[Date | None], is_exact: bool) -> bool:
    if is_exact:
        return day in dates
    return any(day is None or one is None or _covers(day, one) for one in dates)


def _covers(one: Date, other: Date) -> bool:
    """One of the two is only less precise than the other."""
    return one.first() <= other.last() and other.first() <= one.last()


type Mark = tuple[str | None, int | None, str | None, str]  # sheet, row, column, severity


def _score_remarks(score: Score, wanted: list[dict], marks: list[Mark]) -> None:
    left = list(marks)
    answers = []
    for mark in wanted:
        match = next((one for one in left if _is_there(one, mark)), None)
        answers.append(match is not None)
        if match is not None:
            left.remove(match)
    score.add("remarques", answers)
    score.shares["remarques de trop"] = (sum(one[3] not in SMALL for one in left), 0)


def _is_there(found: Mark, mark: dict) -> bool:
    is_in_column = not found[2] or mark.get("column") in (None, found[2])
    is_of_sheet = fold(found[0] or "") == fold(mark.get("sheet") or "")
    return is_of_sheet and found[1] == mark["row"] and is_in_column


def count_questions(register: Register) -> int:
    """Words of the file that the reader has no proposal for, alike ones together."""
    return len({re.sub(r"\d+", "0", fold(cell.text)) for cell in register.unread})


def score_stock(expected: dict, report: Report) -> Score:
    """`expected`: residences, with their ratings where the file has some."""
    score = Score()
    wanted = [one for one in expected["residences"] if not one.get("optional")]
    pairs = _pair_residences(wanted, [line for line in report.lines if _is_kept(line)])
    score.add("résidences", (rank in pairs for rank in range(len(wanted))))
    for field_name, key, title in RESIDENCE:
        asked = [rank for rank, one in enumerate(wanted) if one.get(key) is not None]
        answers = [_holds(wanted[rank], pairs.get(rank), key, field_name) for rank in asked]
        score.add(title, answers)
    answers = []
    for rank, one in enumerate(wanted):
        values = pairs[rank].values if rank in pairs else {}
        for axis in AXES if one.get("ratings") else ():
            mark = one["ratings"].get(AXIS.get(axis, axis))
            if mark is not None:
                answers.append(values.get(axis) == mark)
            elif values.get(axis) is not None:
                score.invented.append(f"note {axis}, {one['name']}\u00a0: {values[axis]}")
    score.add("notes", answers)
    _score_remarks(score, expected.get("remarks", []), _marks_of(report))
    known = {id(line) for line in pairs.values()}
    extra = [one for one in report.lines if _is_kept(one) and id(one) not in known]
    names = {fold(one["name"]) for one in expected["residences"]}
    found = [str(line.values["name"]) for line in extra]
    score.invented += [f"résidence {name}" for name in found if fold(name) not in names]
    return score


def _marks_of(report: Report) -> list[Mark]:
    """Of a sheet that lies, a line is a column, and a column a row."""
    marks: list[Mark] = [(one.sheet, one.row, one.column, one.severity) for one in report.issues]
    for line in report.lines:
        read = report.sheets[line.sheet]
        for one in line.issues:
            place = (line.number, one.column)
            if read.is_turned:
                place = (int(one.column) if one.column else None, letter_of(line.number - 1))
            marks.append((read.name, *place, one.severity))
    return marks


def _is_kept(line: Line) -> bool:
    return line.status != Status.IGNORED and all(o.code != "DOUBLON_EXACT" for o in line.issues)


def _pair_residences(wanted: list[dict], lines: list[Line]) -> dict[int, Line]:
    """By reference and name, by reference, then by name."""
    pairs: dict[int, Line] = {}
    free = list(lines)

    def is_of(one: dict, line: Line, *keys: str) -> bool:
        fields = {"reference": "code", "name": "name"}
        return all(_holds(one, line, key, fields[key]) for key in keys)

    for keys in (("reference", "name"), ("reference",), ("name",)):
        for rank, one in enumerate(wanted):
            found = next(
                (line for line in free if rank not in pairs and is_of(one, line, *keys)), None
            )
            if found is not None:
                pairs[rank] = found
                free.remove(found)
    return pairs


def _holds(one: dict, line: Line | None, key: str, field_name: str) -> bool:
    """Whether a line has the value expected, or another that is accepted."""
    if line is None or (key == "reference" and one.get(key) is None):
        return False
    value = line.values.get(field_name)
    return any(_plain(value) == _plain(other) for other in _accepted(one, key))


def _plain(value: object) -> object:
    return squeezed(value) if isinstance(value, str) else value
