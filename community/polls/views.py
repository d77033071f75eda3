"""Views of surveys: list, detail, answer, results."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.polls import answering, export, pages
from community.polls.models import Survey
from community.polls.rules import answerer, composer, reads_names, reads_results, voices
from community.spaces import tabs
from portal.web import questionnaire
from portal.web.pages import form_page, only, transition_page, visible_or_404
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
    page = Paginator(pages.listed(request.user, space), PAGE).get_page(request.GET.get("page"))
    context = tabs.frame(request, space, "community:surveys") | {"page": page}
    context["may_compose"] = composer(request.user, space) and space.state == space.State.OPEN
    return render(request, "community/polls/list.html", context)


@require_safe
def survey(request, slug, reference):
    found = find_survey(request, slug, reference)
    return render(request, "community/polls/one.html", pages.one(request, found))


def survey_answer(request, slug, reference):
    found = find_survey(request, slug, reference)
    if found.state not in (Survey.State.OPEN, *pages.ENDED):
        raise Http404
    only(answerer, request.user, found, f"Seul {answerer.label} répond.")
    mine = voices(request.user, found.space)
    values, saved_at = answering.begun(found, request.user, mine[0] if mine else None)

    def keep_quietly(form):
        answering.save_draft(found, questionnaire.values(form, found.asked), by=form.by)
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
    answering.answer(found, values, by=form.by, organism=organism and organism.pk)


@require_safe
def survey_results(request, slug, reference):
    found = _with_results(request, slug, reference)
    return render(request, "community/polls/results.html", pages.results_page(request, found))


@require_safe
def survey_csv(request, slug, reference):
    return _sheet(export.table(_with_results(request, slug, reference)), f"resultats-{reference}")


@require_safe
def survey_answers_csv(request, slug, reference):
    """Named answers, for the composers; 404 for an anonymous survey."""
    found = find_survey(request, slug, reference)
    if not reads_names(request.user, found):
        raise Http404
    return _sheet(export.answers(found, request.user), f"reponses-{reference}")


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
