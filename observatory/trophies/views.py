"""The pages of the trophies, for the club and those who organise them."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from observatory.rooms import rooms
from observatory.trophies import pages, recording
from observatory.trophies.forms import EditionForm, ProposeForm, VoteForm
from observatory.trophies.models import TrophyCandidate, TrophyEdition
from observatory.trophies.rules import organiser, voting_organisms
from portal.web.pages import transition_page, visible_or_404
from portal.workflow import Refused


def editions(request):
    rows = TrophyEdition.objects.visible_to(request.user)
    context = {"rows": rows, "may_open": organiser(request.user, None)}
    context["rooms"] = rooms(request.user, "trophies")
    return render(request, "observatory/trophies/list.html", context)


def find(request, year):
    return visible_or_404(TrophyEdition, request.user, year=year)


def edition(request, year):
    found = find(request, year)
    return render(request, "observatory/trophies/one.html", pages.space(found, request.user))


def _typed(request, form, template, context, keep):
    """The one shape of a form's page: kept and gone on, or shown again with what is wrong."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return redirect(keep())
            except Refused as refused:
                form.add_error(None, str(refused))
                status = 409
    page = {"form": form} | context
    return render(request, template, page, status=status)


def trophy_open(request):
    if not organiser(request.user, None):
        raise Http404
    form = EditionForm(request.POST or None, by=request.user)
    return _typed(
        request, form, "observatory/trophies/edit.html", {},
        lambda: recording.open_edition(by=request.user, **form.cleaned_data),
    )  # fmt: skip


def trophy_edit(request, year):
    found = find(request, year)
    if not organiser(request.user, None):
        raise PermissionDenied(f"Seul {organiser.label} prépare les trophées.")
    titles = "\n".join(category.title for category in found.categories.all())
    facts = {"opens_on": found.opens_on, "closes_on": found.closes_on, "categories": titles}
    form = EditionForm(request.POST or None, by=request.user, initial=facts)
    del form.fields["year"]

    def keep():
        recording.edit_edition(found, by=request.user, **form.cleaned_data)
        return found

    return _typed(request, form, "observatory/trophies/edit.html", {"edition": found}, keep)


def trophy_propose(request, year):
    found = find(request, year)
    if not pages.may_propose(request.user):
        raise PermissionDenied(
            "Seul un membre d’un organisme ou le référent label propose une pratique."
        )
    form = ProposeForm(request.POST or None, thing=found, by=request.user)

    def keep():
        return recording.propose(by=request.user, **form.cleaned_data)

    return _typed(request, form, "observatory/trophies/propose.html", {"edition": found}, keep)


def trophy_vote(request, year, order):
    found = find(request, year)
    category = get_object_or_404(found.categories, order=order)
    if not voting_organisms(request.user):
        raise PermissionDenied("Seul un membre d’un organisme labellisé vote.")
    candidates = pages.votable(category, request.user)
    form = VoteForm(request.POST or None, by=request.user, candidates=candidates)

    def keep():
        recording.vote(form.cleaned_data["candidate"], form.chosen, by=request.user)
        return found

    context = {"edition": found, "category": category, "candidates": candidates}
    return _typed(request, form, "observatory/trophies/vote.html", context, keep)


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
    return transition_page(request, find(request, year), address)
