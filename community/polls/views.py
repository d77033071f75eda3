"""Views of surveys: list, detail, answer, results."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from community.polls import actions, pages
from community.polls.forms import MeasureForm, PollForm, QuestionForm, SurveyForm
from community.polls.models import Survey, SurveyQuestion
from community.polls.results import exports
from community.polls.rules import answerer, composer, measurer, reads_names, reads_results, voices
from community.spaces import tabs
from portal.web import questionnaire
from portal.web.pages import SAVED, form_page, only, run_action, transition_page, visible_or_404
from portal.web.pagination import Paginator

PAGE = 20


def find_survey(request, slug, reference):
    """The survey of that space, if the person sees it; else 404."""
    rows = Survey.objects.visible_to(request.user).select_related("space")
    lookup = {"space__slug": slug, "reference": reference}
    return visible_or_404(Survey, request.user, rows=rows, **lookup)


@require_safe
def surveys(request, slug):
    space = tabs.find_space(request, slug)
    page = Paginator(pages.read_list(request.user, space), PAGE).get_page(request.GET.get("page"))
    context = tabs.frame(request, space, "community:surveys") | {"page": page}
    context["may_compose"] = composer(request.user, space) and space.state == space.State.OPEN
    return render(request, "community/polls/list.html", context)


@require_safe
def survey(request, slug, reference):
    found = find_survey(request, slug, reference)
    return render(request, "community/polls/one.html", pages.poll_page(request, found))


def survey_answer(request, slug, reference):
    found = find_survey(request, slug, reference)
    if found.state not in (Survey.State.OPEN, *pages.ENDED):
        raise Http404
    only(answerer, request.user, found, f"Seul {answerer.label} répond.")
    mine = voices(request.user, found.space)
    values, saved_at = actions.begun(found, request.user, mine[0] if mine else None)

    def keep_quietly(form):
        actions.save_draft(found, questionnaire.values(form, found.asked), by=form.by)
        return {}

    return form_page(
        request,
        pages.answer_form_class(found),
        thing=found,
        template="community/polls/answer.html",
        context=pages.answer_page(request, found) | {"saved_at": saved_at},
        initial=values,
        organisms=pages.organisms_to_choose(found, request.user),
        save=partial(_answer, found),
        quietly=keep_quietly,
        said="Votre réponse est enregistrée. Merci.",
    )


def _answer(found, form):
    organism = form.cleaned_data.get("organism")
    values = questionnaire.values(form, found.asked)
    actions.answer(found, values, by=form.by, organism=organism and organism.pk)


@require_safe
def survey_results(request, slug, reference):
    found = _with_results(request, slug, reference)
    return render(request, "community/polls/results.html", pages.results_page(request, found))


@require_safe
def survey_csv(request, slug, reference):
    return _sheet(exports.table(_with_results(request, slug, reference)), f"resultats-{reference}")


@require_safe
def survey_answers_csv(request, slug, reference):
    """Named answers, for the composers; 404 for an anonymous survey."""
    found = find_survey(request, slug, reference)
    if not reads_names(request.user, found):
        raise Http404
    return _sheet(exports.answers(found, request.user), f"reponses-{reference}")


def _with_results(request, slug, reference):
    found = find_survey(request, slug, reference)
    if not reads_results(request.user, found):
        raise Http404
    return found


def _sheet(text, name):
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def survey_act(request, slug, reference, address):
    return transition_page(request, find_survey(request, slug, reference), address)


NOT_YOURS = f"Seul {composer.label} compose une enquête."
ACTS = {
    "monter": partial(actions.move_question, steps=-1),
    "descendre": partial(actions.move_question, steps=1),
    "retirer": actions.remove_question,
}


def survey_create(request, slug):
    return _create(request, slug, SurveyForm, actions.create, "Préparer une enquête")


def poll_create(request, slug):
    return _create(request, slug, PollForm, actions.create_poll, "Préparer un sondage")


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
        save=lambda form: actions.measure(found, by=request.user, **form.facts),
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
        save=lambda form: actions.add_question(found, by=request.user, **form.facts),
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
        save=lambda form: actions.edit_question(question, by=request.user, **form.facts),
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
