"""Views of the trophies, for the club and the organisers."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from observatory.practices.tabs import list_tabs
from observatory.trophies import actions, pages
from observatory.trophies.forms import EditionForm, ProposeForm, VoteForm
from observatory.trophies.models import TrophyCandidate, TrophyEdition
from observatory.trophies.rules import organiser, voting_organisms
from portal.web.pages import form_page, only, transition_page, visible_or_404
from portal.workflow import Forbidden

PROPOSERS = "Seul un membre d’un organisme ou le référent label propose une pratique."


def editions(request):
    rows = TrophyEdition.objects.visible_to(request.user)
    context = {"rows": rows, "may_open": organiser(request.user, None)}
    context["observatory_tabs"] = list_tabs(request.user, "trophies")
    return render(request, "observatory/trophies/list.html", context)


def find_edition(request, year):
    return visible_or_404(TrophyEdition, request.user, year=year)


def edition(request, year):
    found = find_edition(request, year)
    return render(request, "observatory/trophies/one.html", pages.space(found, request.user))


def trophy_open(request):
    if not organiser(request.user, None):
        raise Http404
    return form_page(
        request,
        EditionForm,
        template="observatory/trophies/edit.html",
        save=lambda form: actions.open_edition(by=request.user, **form.facts),
    )


def trophy_edit(request, year):
    found = find_edition(request, year)
    only(organiser, request.user, found, f"Seul {organiser.label} prépare les trophées.")
    titles = "\n".join(category.title for category in found.categories.all())
    facts = {"opens_on": found.opens_on, "closes_on": found.closes_on, "categories": titles}
    return form_page(
        request,
        EditionForm,
        thing=found,
        template="observatory/trophies/edit.html",
        context={"edition": found},
        initial=facts,
        save=lambda form: actions.edit_edition(found, by=request.user, **form.facts),
    )


def trophy_propose(request, year):
    found = find_edition(request, year)
    if not pages.may_propose(request.user):
        raise Forbidden(PROPOSERS, thing=found)
    return form_page(
        request,
        ProposeForm,
        thing=found,
        template="observatory/trophies/propose.html",
        context={"edition": found},
        save=lambda form: actions.propose(by=request.user, **form.facts),
    )


def trophy_vote(request, year, order):
    found = find_edition(request, year)
    category = get_object_or_404(found.categories, order=order)
    if not voting_organisms(request.user):
        raise Forbidden("Seul un membre d’un organisme labellisé vote.", thing=found)
    candidates = pages.votable(category, request.user)
    return form_page(
        request,
        VoteForm,
        thing=found,
        template="observatory/trophies/vote.html",
        candidates=candidates,
        context={"edition": found, "category": category, "candidates": candidates},
        save=lambda form: actions.vote(organism=form.chosen, by=request.user, **form.facts),
        done=found,
    )


def find_candidate(request, reference):
    rows = TrophyCandidate.objects.visible_to(request.user)
    rows = rows.select_related("category__edition", "practice", "organism")
    return visible_or_404(TrophyCandidate, request.user, rows=rows, reference=reference)


def candidate(request, reference):
    found = find_candidate(request, reference)
    context = {
        "candidate": found,
        "edition": found.category.edition,
        "offers": found.workflow.offers(found, request.user),
    }
    return render(request, "observatory/trophies/candidate.html", context)


def candidate_act(request, reference, address):
    return transition_page(request, find_candidate(request, reference), address)


def trophy_act(request, year, address):
    return transition_page(request, find_edition(request, year), address)
