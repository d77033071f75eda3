"""Results of a closed survey: counts, shares and texts; groups that are too small are masked."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from community.polls.models import Participation, SurveyAnswer, SurveyTally
from labelling.public import regions
from portal.figures.tables import publishable_cells
from portal.search.french import sort_key
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


LEAST = 5  # answers to an anonymous question: fewer could be attributed


@dataclass
class Result:
    """A question and its answers. `rows`: (rank, words, count, percentage)."""

    question: object
    answered: int = 0
    counts: Counter = field(default_factory=Counter)
    texts: list = field(default_factory=list)
    is_hidden: bool = False

    @property
    def is_counted(self):
        return self.question.kind in CLOSED

    @property
    def rows(self):
        choices = self.question.asked.choices
        return [(rank, word, self.counts[rank], self.share(rank)) for rank, word in choices]

    def share(self, rank):
        return round(100 * self.counts[rank] / self.answered) if self.answered else 0

    @property
    def mean(self):
        """Of a scale, 1 to 5, one decimal; None for other kinds or without answers."""
        if self.question.kind != SCALE or not self.answered:
            return None
        return round(sum(rank * many for rank, many in self.counts.items()) / self.answered, 1)


@dataclass
class Results:
    survey: object
    answers: int
    population: int
    rows: list

    @property
    def rate(self):
        """Percentage of those asked who answered, 100 at most; None when nobody was asked."""
        if not self.population:
            return None
        return min(100, round(100 * self.answers / self.population))

    @property
    def is_hidden(self):
        return bool(self.survey.is_anonymous) and self.answers < LEAST


def read_results(survey):
    """The results of a closed survey, in a fixed number of queries."""
    questions = list(survey.questions.all())
    answers = Participation.objects.filter(survey=survey).count()
    if survey.is_anonymous:
        rows = _tallied(survey, questions)
    else:
        kept = list(SurveyAnswer.objects.filter(survey=survey).values_list("values", flat=True))
        rows, answers = [_counted(one, kept) for one in questions], len(kept)
    found = Results(survey, answers, survey.population or 0, rows)
    if survey.is_anonymous:
        for row in rows:
            _hide_small(row, found.is_hidden)
    return found


def _tallied(survey, questions):
    known = {one.question_id: one for one in SurveyTally.objects.filter(question__survey=survey)}
    return [_of_tally(question, known.get(question.pk)) for question in questions]


def _of_tally(question, tally):
    if tally is None:
        return Result(question)
    counts = Counter({int(rank): many for rank, many in tally.counts.items()})
    return Result(question, tally.answered, counts, sorted(tally.texts, key=sort_key))


def _counted(question, kept):
    given = [values[question.key] for values in kept if question.key in values]
    found = Result(question, len(given))
    if question.kind in CLOSED:
        for value in given:
            found.counts.update(value if question.kind == SEVERAL else [value])
    else:
        found.texts = sorted(given, key=sort_key)
    return found


def _hide_small(row, is_all_hidden):
    """Under five answers, a question shows neither breakdown, nor texts, nor count."""
    if is_all_hidden or row.answered < LEAST:
        row.is_hidden = True
        row.answered, row.counts, row.texts = 0, Counter(), []
