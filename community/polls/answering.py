"""Answers to a survey, one a person or an organism: named, editable until it closes; anonymous, final."""

import secrets

from community.polls.models import Participation, Survey, SurveyAnswer, SurveyDraft, SurveyTally
from community.polls.rules import answerer, voices
from portal.core import clock
from portal.web.questionnaire import CLOSED, SEVERAL
from portal.workflow import Forbidden, Problem, Refused, locked

SHUFFLE = secrets.SystemRandom().shuffle
ALREADY = "Une réponse est déjà donnée. Anonyme, elle ne se reprend pas\u00a0: rien ne dit laquelle est la vôtre."
NO_ONE = "Vous ne parlez pour aucun organisme de cet espace aujourd’hui."


def participation(survey, user, organism=None):
    """The participation of this voice (a person or an organism), or None."""
    rows = Participation.objects.filter(survey=survey)
    if survey.per == Survey.Per.PERSON:
        return rows.filter(person=user).first()
    return rows.filter(organism=organism).first() if organism else None


def answer(survey, values, *, by, organism=None):
    """Record the answer of `by`, for one's organism (key) where organisms answer. Forbidden, Refused.

    Nothing is written in the journal: a line beside an anonymous answer would sign it.
    """
    if not answerer(by, survey):
        raise Forbidden(Problem("forbidden", f"Seul {answerer.label} répond."))
    with locked(survey) as current:
        refuse_if_closed(current)
        mine = voices(by, current.space)
        organism = organism or next(iter(mine), None)
        if current.per == Survey.Per.ORGANISM and organism not in mine:
            raise Refused(Problem("no_organism", NO_ONE))
        write = _count if current.is_anonymous else _keep
        write(current, values, by, organism)


def refuse_if_closed(survey):
    if survey.state != Survey.State.OPEN or survey.closes_on < clock.today():
        raise Refused(Problem("closed", "Cette enquête est close\u00a0: on n’y répond plus."))


def _register(survey, by, organism):
    """Records who has answered, with the day and no hour."""
    is_one = survey.per == Survey.Per.PERSON
    voice = {"person": by} if is_one else {"organism_id": organism}
    return Participation.objects.create(survey=survey, **voice)


def _count(survey, values, by, organism):
    """Adds an anonymous answer to the tallies and keeps nothing else."""
    if participation(survey, by, organism):
        raise Refused(Problem("answered", ALREADY))
    _register(survey, by, organism)
    for question in survey.questions.all():
        if question.key in values:
            tally, _made = SurveyTally.objects.get_or_create(question=question)
            _add(tally, question.kind, values[question.key])


def _add(tally, kind, value):
    tally.answered += 1
    if kind in CLOSED:
        for rank in value if kind == SEVERAL else [value]:
            tally.counts[str(rank)] = tally.counts.get(str(rank), 0) + 1
    else:
        tally.texts.append(value)
        SHUFFLE(tally.texts)
    tally.save()


def _keep(survey, values, by, organism):
    """The named answer of this voice: new, or changed."""
    facts = {
        "values": values,
        "person": by,
        "organism_id": organism,
        "answered_at": clock.now(),
    }
    line = participation(survey, by, organism) or _register(survey, by, organism)
    SurveyAnswer.objects.update_or_create(survey=survey, participation=line, defaults=facts)
    SurveyDraft.objects.filter(survey=survey, person=by).delete()


def save_draft(survey, values, *, by):
    """Save what is typed before it is sent; never for an anonymous survey. Forbidden, Refused."""
    if not answerer(by, survey):
        raise Forbidden(Problem("forbidden", f"Seul {answerer.label} répond."))
    with locked(survey) as current:
        refuse_if_closed(current)
        if current.is_anonymous:
            raise Refused(Problem("anonymous", "Rien n’est gardé avant l’envoi."))
        SurveyDraft.objects.update_or_create(
            survey=current, person=by, defaults={"values": values, "saved_at": clock.now()}
        )


def begun(survey, user, organism=None):
    """(initial values of the form, when they were saved): the draft, else the answer that may be changed."""
    if survey.is_anonymous:
        return {}, None
    if draft := SurveyDraft.objects.filter(survey=survey, person=user).first():
        return draft.values, draft.saved_at
    line = participation(survey, user, organism)
    known = SurveyAnswer.objects.filter(participation=line).first() if line else None
    return (known.values, known.answered_at) if known else ({}, None)
