"""Actions to compose a survey, while it is a draft: create, write its questions, order and remove them."""

import secrets

from django.db import transaction
from django.db.models import Max

from community.polls.models import (
    Participation,
    Survey,
    SurveyAnswer,
    SurveyDraft,
    SurveyQuestion,
    SurveyTally,
)
from community.polls.rules import answerer, composer, measurer, voices
from portal.access.references import next_reference
from portal.core import clock
from portal.web import questionnaire
from portal.web.questionnaire import CLOSED, SEVERAL
from portal.workflow import Forbidden, Problem, Refused, acting, audit_log, locked

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


MOST = 40  # questions
AUDITORS = "Dans l’espace des auditeurs, une enquête n’est pas celle des organismes."
STAYS_A_SCALE = (
    "Cette question mesure la satisfaction des organismes\u00a0: elle reste une échelle."
)
FROZEN = "L’enquête est ouverte\u00a0: ses questions ne changent plus."


def _may_compose(by, thing):
    if not composer(by, thing):
        raise Forbidden(Problem("forbidden", f"Seul {composer.label} compose une enquête."))


@transaction.atomic
def create(space, *, by, title, intro="", is_poll=False):
    """Create a draft in a space. Forbidden, Refused."""
    _may_compose(by, space)
    if space.state != space.State.OPEN:
        raise Refused(Problem("space_closed", "Cet espace est en lecture seule."))
    made = Survey.objects.create(
        reference=next_reference("QH-E", clock.today().year),
        space=space,
        title=title,
        intro=intro,
        is_poll=is_poll,
        made_by=by,
    )
    sentence = f"{by} a préparé l’enquête."
    audit_log.write(made, by=by, act="prepare", sentence=sentence, target=made.state)
    return made


@transaction.atomic
def create_poll(space, *, by, title, options):
    """A survey of one single-choice question, shown on the home of the space."""
    made = create(space, by=by, title=title, is_poll=True)
    SurveyQuestion.objects.create(
        survey=made, order=1, kind=questionnaire.ONE, label=title, options=options
    )
    return made


def _composing(survey, by, sentence):
    _may_compose(by, survey)
    return acting(survey, by=by, act="compose", sentence=sentence)


def _refuse_if_frozen(survey):
    if survey.state != Survey.State.DRAFT:
        raise Refused(Problem("frozen", FROZEN))


def edit(survey, *, by, title, intro=""):
    with _composing(survey, by, "a modifié l’enquête") as current:
        _refuse_if_frozen(current)
        current.title, current.intro = title, intro


def edit_poll(survey, *, by, title, options):
    with _composing(survey, by, "a modifié le sondage") as current:
        _refuse_if_frozen(current)
        current.title = title
        current.questions.update(label=title, options=options)


def add_question(survey, *, by, **facts):
    with _composing(survey, by, "a ajouté une question") as current:
        _refuse_if_frozen(current)
        last = current.questions.aggregate(last=Max("order"))["last"] or 0
        if current.questions.count() >= MOST:
            raise Refused(Problem("many", f"{MOST} questions au plus."))
        return SurveyQuestion.objects.create(survey=current, order=last + 1, **facts)


def edit_question(question, *, by, **facts):
    with _composing(question.survey, by, "a modifié une question") as current:
        _refuse_if_frozen(current)
        measured = current.questions.filter(pk=question.pk, is_satisfaction=True).exists()
        if measured and facts.get("kind", questionnaire.SCALE) != questionnaire.SCALE:
            raise Refused(Problem("measured", STAYS_A_SCALE))
        SurveyQuestion.objects.filter(pk=question.pk).update(**facts)


def measure(survey, *, by, question=None):
    """Say which question of scale measures the satisfaction of organisms, or that none does, before it opens."""
    if not measurer(by, survey):
        raise Forbidden(Problem("forbidden", f"Cet acte est réservé\u00a0: {measurer.label}."))
    said = "a dit ce qui mesure la satisfaction des organismes"
    with acting(survey, by=by, act="measure", sentence=said) as current:
        _refuse_if_frozen(current)
        if current.space.kind == current.space.Kind.AUDITORS:
            raise Refused(Problem("auditors", AUDITORS))
        current.questions.update(is_satisfaction=False)
        if question is not None:
            current.questions.filter(pk=question.pk).update(is_satisfaction=True)
    return current


def remove_question(question, *, by):
    with _composing(question.survey, by, "a retiré une question") as current:
        _refuse_if_frozen(current)
        current.questions.filter(pk=question.pk).delete()
        for rank, one in enumerate(current.questions.order_by("order"), 1):
            current.questions.filter(pk=one.pk).update(order=rank)


def move_question(question, steps, *, by):
    """One place up (-1) or down (1); no effect at an end."""
    with _composing(question.survey, by, "a changé l’ordre des questions") as current:
        _refuse_if_frozen(current)
        rows = list(current.questions.order_by("order"))
        here = next(n for n, one in enumerate(rows) if one.pk == question.pk)
        there = here + steps
        if 0 <= there < len(rows):
            _swap(current.questions, rows[here], rows[there])


def _swap(questions, one, other):
    """Through an unused rank: ranks are unique."""
    questions.filter(pk=one.pk).update(order=0)
    questions.filter(pk=other.pk).update(order=one.order)
    questions.filter(pk=one.pk).update(order=other.order)
