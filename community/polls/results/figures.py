"""Figures of surveys for the yearly report: answers counted, once published."""

from dataclasses import dataclass

from community.polls.models import Survey
from community.polls.results import tables


@dataclass(frozen=True)
class Figure:
    """A question: `rows` are (words, count, percentage); `mean` is that of a scale, 1 to 5."""

    label: str
    answered: int
    rows: tuple
    mean: float | None


@dataclass(frozen=True)
class SurveyFigures:
    """A survey of the year: only questions with five answers or more, and no text."""

    reference: str
    title: str
    space: str
    closed_on: object
    is_anonymous: bool
    answers: int
    population: int
    rate: int | None
    questions: tuple


def survey_results(year):
    """[SurveyFigures] of the surveys closed in the year and published, in order of closing.

    For a report that everybody may read: counted questions alone, five answers at least.
    """
    rows = Survey.objects.filter(state=Survey.State.PUBLISHED, closed_on__year=year)
    return [_figures(one) for one in rows.select_related("space").order_by("closed_on", "pk")]


def _figures(survey):
    found = tables.read_results(survey)
    told = [row for row in found.rows if row.is_counted and row.answered >= tables.LEAST]
    questions = (Figure(r.question.label, r.answered, _rows(r), r.mean) for r in told)
    facts = (survey.reference, survey.title, survey.space.name, survey.closed_on)
    counts = (found.answers, found.population, found.rate)
    return SurveyFigures(*facts, survey.is_anonymous, *counts, tuple(questions))


def _rows(row):
    return tuple((word, many, share) for _rank, word, many, share in row.rows)
