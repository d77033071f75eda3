"""Figures of the satisfaction of organisms in the dictionary, from the surveys of the communities that measure it."""

from collections import Counter

from community.polls.models import Survey, SurveyAnswer, SurveyQuestion
from community.polls.results.tables import LEAST
from labelling.public import instructor
from portal.figures import Case, Figure, Measure, register_figure

SATISFIED = 4  # « plutôt oui », of five
common = {
    "readers": instructor,
    "source": "les enquêtes des communautés dont une question mesure la satisfaction des organismes",
    "model": "community.survey",
    "related": ("space",),
}
TOLD = (
    f"Réponses de 1 à 5 des enquêtes publiées et closes dans la période, qui en ont {LEAST} au moins. "
    "Aucune n’est rattachée à un organisme."
)


def _questions(period):
    """[(question, survey, day)] that measure it, of the surveys closed in the period whose results are published."""
    rows = SurveyQuestion.objects.filter(
        is_satisfaction=True,
        survey__state=Survey.State.PUBLISHED,
        survey__closed_on__range=(period.start, period.end),
    )
    rows = rows.select_related("survey", "tally").order_by("survey__closed_on", "survey")
    return list(rows)


def _counts(questions):
    """{question: {rank: how many}}: the tallies of anonymous surveys, the answers of named ones counted alike."""
    found = {one.pk: Counter(_tallied(one)) for one in questions}
    named = {one.survey_id: one for one in questions if not one.survey.is_anonymous}
    rows = SurveyAnswer.objects.filter(survey__in=named) if named else SurveyAnswer.objects.none()
    for survey, values in rows.values_list("survey", "values"):
        question = named[survey]
        if question.key in values:
            found[question.pk][values[question.key]] += 1
    return found


def _tallied(question):
    tally = getattr(question, "tally", None) if question.survey.is_anonymous else None
    return {int(rank): many for rank, many in tally.counts.items()} if tally else {}


def scores(period):
    """A case an answer, of no organism: a small group would tell somebody’s."""
    questions = _questions(period)
    counts = _counts(questions)
    return [
        Case(one.survey_id, None, one.survey.closed_on, rank)
        for one in questions
        if counts[one.pk].total() >= LEAST
        for rank, many in sorted(counts[one.pk].items())
        for _ in range(many)
    ]


def answers(period):
    return [Case(one.thing, None, one.day) for one in scores(period)]


def satisfied(period):
    return [Case(one.thing, None, one.day, int(one.amount >= SATISFIED)) for one in scores(period)]


register_figure(
    Figure(
        "organisms.answers",
        "Réponses sur la satisfaction des organismes",
        "Réponses à la question qui mesure la satisfaction, une par personne ou par organisme selon l’enquête.",
        TOLD,
        unit="réponses",
        cases=answers,
        **common,
    )
)
register_figure(
    Figure(
        "organisms.median",
        "Satisfaction des organismes\u00a0: médiane",
        "Réponse du milieu, sur une échelle de 1 à 5.",
        TOLD,
        unit="sur 5",
        cases=scores,
        measure=Measure.MEDIAN,
        **common,
    )
)
register_figure(
    Figure(
        "organisms.satisfied",
        "Part des organismes satisfaits",
        "Part des réponses de 4 ou 5, sur une échelle de 1 à 5.",
        TOLD,
        unit="%",
        cases=satisfied,
        measure=Measure.SHARE,
        **common,
    )
)
