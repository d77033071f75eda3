"""Breakdown of a named survey by family, region and size: no group under three organisms can be deduced."""

from collections import defaultdict
from dataclasses import dataclass

from community.polls.models import SurveyAnswer
from labelling.public import regions
from portal.figures.small_cells import publishable_cells
from portal.web.questionnaire import CLOSED, SCALE, SEVERAL

TOTAL = ("", "Ensemble")
HEADS = {"family": "Famille", "region": "Région", "size": "Taille"}


@dataclass(frozen=True)
class Group:
    """A row of a table: `cells` are percentages, or one mean; None where the group is too small."""

    label: str
    cells: tuple | None


@dataclass(frozen=True)
class Table:
    question: object
    head: str
    columns: tuple
    rows: tuple


def tables(survey, questions):
    """Tables of each counted question, by dimension; groups follow BR-98. Two queries."""
    if survey.is_anonymous:
        return []
    answers = list(SurveyAnswer.objects.filter(survey=survey).select_related("organism"))
    known, found = {}, []
    for question in questions:
        if question.kind in CLOSED:
            given = [one for one in answers if question.key in one.values]
            found += _tables_of(question, given, known)
    return [table for table in found if len(table.rows) > 1]


def _tables_of(question, given, known):
    cells = _cells(given)
    members = {key: frozenset(map(_voice, rows)) for key, rows in cells.items()}
    same = frozenset(members.items())
    if same not in known:  # most questions are answered by all: the same groups
        known[same] = publishable_cells({TOTAL: frozenset(map(_voice, given))} | members)
    told = known[same]
    for dimension, head in HEADS.items():
        keys = sorted(key for key in cells if key[0] == dimension)
        rows = [Group(key[1], _answer_shares(question, cells[key], key in told)) for key in keys]
        yield Table(question, head, _columns(question), tuple(rows))


def _voice(answer):
    """BR-98 counts organisms: people of one organism count for one."""
    return answer.organism_id or f"answer {answer.pk}"


def _cells(given):
    names = dict(regions())
    found = defaultdict(list)
    for answer in given:
        if answer.organism is not None:
            organism = answer.organism
            found["family", organism.get_family_display()].append(answer)
            found["region", names.get(organism.region, organism.region)].append(answer)
            found["size", organism.size_band].append(answer)
    return found


def _columns(question):
    if question.kind == SCALE:
        return ("Moyenne sur 5",)
    return tuple(f"{word}, %" for _rank, word in question.asked.choices)


def _answer_shares(question, rows, is_told):
    if not is_told:
        return None
    given = [one.values[question.key] for one in rows]
    if question.kind == SCALE:
        return (round(sum(given) / len(given), 1),)
    picked = [value if question.kind == SEVERAL else [value] for value in given]
    ranks = [rank for rank, _word in question.asked.choices]
    return tuple(round(100 * sum(r in one for one in picked) / len(picked)) for r in ranks)
