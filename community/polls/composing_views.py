"""The pages of who composes a survey: made, its questions, its preview."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from community.models import Survey, SurveyQuestion
from community.polls import composing, pages
from community.polls.forms import PollForm, QuestionForm, SurveyForm
from community.polls.rules import composer
from community.polls.views import find
from community.spaces import tabs
from portal.web.pages import refusal
from portal.workflow import Forbidden, Problem, Refused

NOT_YOURS = f"Seul {composer.label} compose une enquête."
MOVES = {"monter": -1, "descendre": 1}


def _not_yours(request, thing):
    return refusal(request, thing, Forbidden(Problem("forbidden", NOT_YOURS)))


def survey_create(request, slug):
    return _create(request, slug, SurveyForm, composing.create, "Préparer une enquête")


def poll_create(request, slug):
    return _create(request, slug, PollForm, composing.create_poll, "Préparer un sondage")


def _create(request, slug, form_class, make, heading):
    space = tabs.find(request, slug)
    if not composer(request.user, space):
        return _not_yours(request, space)
    form = form_class(request.POST or None, thing=space, by=request.user)
    context = tabs.frame(request, space, "community:surveys") | {"heading": heading}
    return _written(
        request, form, lambda data: make(space, by=request.user, **data), context=context
    )


def _written(request, form, write, *, context, done=None):
    """What was typed is kept, and leads on; else the form again, with what is wrong."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = write(form.cleaned_data)
                messages.success(request, "C’est enregistré.")
                return redirect(done or made)
            except Refused as refused:
                form.add_error(None, str(refused))
                status = 409
    page = context | {"form": form}
    return render(request, "community/polls/edit.html", page, status=status)


def _draft(request, slug, reference):
    """A survey that may still be composed; the others have frozen questions, and no such page."""
    found = find(request, slug, reference)
    if found.state != Survey.State.DRAFT:
        raise Http404
    return found


def survey_edit(request, slug, reference):
    found = _draft(request, slug, reference)
    if not composer(request.user, found):
        return _not_yours(request, found)
    form_class, write, initial = pages.editing(found)
    form = form_class(request.POST or None, thing=found, by=request.user, initial=initial)
    context = pages.frame(request, found) | {"heading": "Modifier"}
    return _written(
        request,
        form,
        lambda data: write(found, by=request.user, **data),
        context=context,
        done=found,
    )


@require_safe
def survey_preview(request, slug, reference):
    """The form as members will see it; nothing is sent from here."""
    found = _draft(request, slug, reference)
    form = pages.answer_form(found, request.user)
    context = pages.frame(request, found) | {"form": form}
    return render(request, "community/polls/preview.html", context)


def question_add(request, slug, reference):
    found = _draft(request, slug, reference)
    if not composer(request.user, found):
        return _not_yours(request, found)
    form = QuestionForm(request.POST or None, thing=found, by=request.user)
    context = pages.frame(request, found) | {"heading": "Ajouter une question"}
    return _written(
        request,
        form,
        lambda data: composing.add_question(found, by=request.user, **data),
        context=context,
        done=found,
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
    if not composer(request.user, question.survey):
        return _not_yours(request, question.survey)
    initial = pages.question_values(question)
    form = QuestionForm(request.POST or None, thing=question, by=request.user, initial=initial)
    context = pages.frame(request, question.survey) | {"heading": f"Question {number}"}
    return _written(
        request,
        form,
        lambda data: composing.edit_question(question, by=request.user, **data),
        context=context,
        done=question.survey,
    )


@require_POST
def question_act(request, slug, reference, number, address):
    """Up, down, or out; from the page of the survey."""
    question = _question(request, slug, reference, number)
    try:
        if address == "retirer":
            composing.remove_question(question, by=request.user)
        elif address in MOVES:
            composing.move_question(question, MOVES[address], by=request.user)
        else:
            raise Http404
    except Refused as refused:
        return refusal(request, question.survey, refused)
    return redirect(question.survey.get_absolute_url() + "#questions")
