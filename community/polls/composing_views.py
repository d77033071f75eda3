"""Views to compose a survey: create, questions, preview."""

from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from community.polls import composing, pages
from community.polls.forms import MeasureForm, PollForm, QuestionForm, SurveyForm
from community.polls.models import Survey, SurveyQuestion
from community.polls.rules import composer, measurer
from community.polls.views import find_survey
from community.spaces import tabs
from portal.web.pages import SAVED, form_page, only, run_action

NOT_YOURS = f"Seul {composer.label} compose une enquête."
ACTS = {
    "monter": partial(composing.move_question, steps=-1),
    "descendre": partial(composing.move_question, steps=1),
    "retirer": composing.remove_question,
}


def survey_create(request, slug):
    return _create(request, slug, SurveyForm, composing.create, "Préparer une enquête")


def poll_create(request, slug):
    return _create(request, slug, PollForm, composing.create_poll, "Préparer un sondage")


def _create(request, slug, form_class, make, heading):
    space = tabs.find_space(request, slug)
    only(composer, request.user, space, NOT_YOURS)
    return _form_page(
        request,
        form_class,
        space,
        heading,
        tabs.frame(request, space, "community:surveys"),
        save=lambda form: make(space, by=request.user, **form.facts),
    )


def _form_page(request, form_class, thing, heading, context, **given):
    return form_page(
        request,
        form_class,
        thing=thing,
        template="community/polls/edit.html",
        title=heading,
        context=context,
        said=SAVED,
        **given,
    )


def _draft(request, slug, reference):
    """A survey in preparation, else 404: the questions of the others are frozen."""
    found = find_survey(request, slug, reference)
    if found.state != Survey.State.DRAFT:
        raise Http404
    return found


def survey_edit(request, slug, reference):
    found = _draft(request, slug, reference)
    only(composer, request.user, found, NOT_YOURS)
    form_class, write, initial, rewrites = pages.editing(found)
    return _form_page(
        request,
        form_class,
        found,
        "Modifier",
        pages.frame(request, found),
        initial=initial,
        save=lambda form: write(found, by=request.user, **form.facts),
        done=found,
        rewrites=rewrites,
    )


def survey_measure(request, slug, reference):
    """Which question measures the satisfaction of organisms: the référent says it before the survey opens."""
    found = _draft(request, slug, reference)
    only(measurer, request.user, found)
    return form_page(
        request,
        MeasureForm,
        thing=found,
        template="community/polls/measure.html",
        title="Enquête de satisfaction des organismes",
        submit="Enregistrer",
        context=pages.frame(request, found),
        said=SAVED,
        done=found,
        save=lambda form: composing.measure(found, by=request.user, **form.facts),
    )


@require_safe
def survey_preview(request, slug, reference):
    """The form as members will see it, without submission."""
    found = _draft(request, slug, reference)
    form = pages.blank_form(found, request.user)
    context = pages.frame(request, found) | {"form": form}
    return render(request, "community/polls/preview.html", context)


def question_add(request, slug, reference):
    found = _draft(request, slug, reference)
    only(composer, request.user, found, NOT_YOURS)
    return _form_page(
        request,
        QuestionForm,
        found,
        "Ajouter une question",
        pages.frame(request, found),
        done=found,
        save=lambda form: composing.add_question(found, by=request.user, **form.facts),
    )


def _question(request, slug, reference, number):
    found = _draft(request, slug, reference)
    rows = SurveyQuestion.objects.visible_to(request.user).filter(survey=found, order=number)
    if (question := rows.first()) is None:
        raise Http404
    question.survey = found
    return question


def question_edit(request, slug, reference, number):
    question = _question(request, slug, reference, number)
    survey = question.survey
    only(composer, request.user, survey, NOT_YOURS)
    return _form_page(
        request,
        QuestionForm,
        survey,
        f"Question {number}",
        pages.frame(request, survey),
        done=survey,
        save=lambda form: composing.edit_question(question, by=request.user, **form.facts),
        initial=pages.question_values(question),
        rewrites=(question, pages.QUESTION),
    )


@require_POST
def question_act(request, slug, reference, number, address):
    """Move up, move down or remove, from the page of the survey."""
    question = _question(request, slug, reference, number)
    survey = question.survey
    if address not in ACTS:
        raise Http404
    return run_action(
        request,
        lambda: ACTS[address](question, by=request.user),
        thing=survey,
        done=survey.get_absolute_url() + "#questions",
    )
