"""CSV exports of a survey: its results, as on the page; its named answers, for who composed it."""

from community.polls.models import SurveyAnswer
from community.polls.results import tables
from portal.core.csv_sheets import sheet
from portal.web.questionnaire import SEVERAL

HEAD = ("question", "type", "reponse", "nombre", "part_en_pourcent")
NAMED = ("nom", "organisme", "repondu_le")
HIDDEN = f"moins de {tables.LEAST} réponses"


def table(survey):
    """A row an option or a text; a small group is one row that says so."""
    lines = [line for row in tables.read_results(survey).rows for line in _lines(row)]
    return sheet(HEAD, lines)


def _lines(row):
    question = (row.question.label, row.question.get_kind_display())
    if row.is_hidden:
        return [(*question, HIDDEN, None, None)]
    if row.is_counted:
        return [(*question, word, many, share) for _rank, word, many, share in row.rows]
    return [(*question, text, None, None) for text in row.texts]


def answers(survey, user):
    """The named answers that `user` sees, one by one."""
    questions = list(survey.questions.all())
    rows = SurveyAnswer.objects.visible_to(user).filter(survey=survey)
    rows = rows.select_related("person", "organism").order_by("pk")
    lines = [
        (
            str(one.person or "nom effacé"),
            str(one.organism or ""),
            one.answered_at.date(),
            *(answer_in_words(question, one.values.get(question.key)) for question in questions),
        )
        for one in rows
    ]
    return sheet((*NAMED, *(one.label for one in questions)), lines)


def answer_in_words(question, value):
    words = dict(question.asked.choices)
    if value is None or not words:
        return value or ""
    return ", ".join(words[rank] for rank in (value if question.kind == SEVERAL else [value]))
