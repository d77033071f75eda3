"""The pages of surveys: listed, read, answered, told."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from community.models import Survey
from community.polls import answering, export, pages
from community.polls.rules import answerer, composer, reads_names, reads_results, voices
from community.spaces import tabs
from portal.web import questionnaire
from portal.web.autosave import is_quiet, keep
from portal.web.pages import refusal, transition_page, visible_or_404
from portal.web.paging import paged
from portal.workflow import Forbidden, Problem, Refused

PAGE = 20


def find(request, slug, reference):
    """The survey of that space, if the person sees it."""
    rows = Survey.objects.visible_to(request.user).select_related("space")
    lookup = {"space__slug": slug, "reference": reference}
    return visible_or_404(Survey, request.user, rows=rows, **lookup)


@require_safe
def surveys(request, slug):
    space = tabs.find(request, slug)
    page = paged(pages.listed(request.user, space), request.GET.get("page"), PAGE)
    context = tabs.frame(request, space, "community:surveys") | {"page": page}
    context["may_compose"] = composer(request.user, space) and space.state == space.State.OPEN
    return render(request, "community/polls/list.html", context)


@require_safe
def survey(request, slug, reference):
    found = find(request, slug, reference)
    return render(request, "community/polls/one.html", pages.one(request, found))


def survey_answer(request, slug, reference):
    found = find(request, slug, reference)
    if found.state not in (Survey.State.OPEN, *pages.ENDED):
        raise Http404
    if not answerer(request.user, found):
        said = f"Seul {answerer.label} répond."
        return refusal(request, found, Forbidden(Problem("forbidden", said)))
    mine = voices(request.user, found.space)
    values, saved_at = answering.begun(found, request.user, mine[0] if mine else None)
    data = (request.POST,) if request.method == "POST" else ()
    form = pages.answer_form(found, request.user, *data, initial=values)
    if is_quiet(request):
        return keep(form, lambda: _draft(found, form, request.user))
    return _answered(request, found, form) or _form_page(request, found, form, saved_at)


def _draft(found, form, user):
    answering.save_draft(found, questionnaire.values(form, found.asked), by=user)
    return {}


def _answered(request, found, form):
    """Where a kept answer leads, or nothing: the form is shown, with what was refused."""
    if request.method != "POST" or not form.is_valid():
        return None
    organism = form.cleaned_data.get("organism")
    values = questionnaire.values(form, found.asked)
    try:
        answering.answer(found, values, by=request.user, organism=organism and organism.pk)
    except Refused as refused:
        form.add_error(None, str(refused))
        form.is_refused = True
        return None
    messages.success(request, "Votre réponse est enregistrée. Merci.")
    return redirect(found)


def _form_page(request, found, form, saved_at):
    context = pages.answer_page(request, found, form) | {"saved_at": saved_at}
    refused = getattr(form, "is_refused", False)
    status = 409 if refused or context["closed"] else 422 if form.errors else 200
    status = 200 if request.method != "POST" and not form.errors else status
    response = render(request, "community/polls/answer.html", context, status=status)
    add_never_cache_headers(response)
    return response


@require_safe
def survey_results(request, slug, reference):
    found = _with_results(request, slug, reference)
    return render(request, "community/polls/results.html", pages.results_page(request, found))


@require_safe
def survey_csv(request, slug, reference):
    return _sheet(export.table(_with_results(request, slug, reference)), f"resultats-{reference}")


@require_safe
def survey_answers_csv(request, slug, reference):
    """The named answers, for who composes; of an anonymous survey there is none."""
    found = find(request, slug, reference)
    if not reads_names(request.user, found):
        raise Http404
    return _sheet(export.answers(found, request.user), f"reponses-{reference}")


def _with_results(request, slug, reference):
    found = find(request, slug, reference)
    if not reads_results(request.user, found):
        raise Http404
    return found


def _sheet(text, name):
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def survey_act(request, slug, reference, address):
    return transition_page(request, find(request, slug, reference), address)
