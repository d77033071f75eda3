"""Views of the governance of the label: its evolutions, one of them and its steps, a proposal."""

from django.http import Http404
from django.shortcuts import render

from labelling.committee.governance import actions, pages
from labelling.committee.governance.models import Evolution
from labelling.committee.governance.rules import follower, proposer
from labelling.committee.governance.step_forms import ProposeForm
from portal.web.pages import form_page, only, transition_page, visible_or_404

FOLDER = "labelling/governance"


def governance(request):
    only(follower, request.user)
    return render(request, f"{FOLDER}/list.html", pages.governance(request.user))


def evolution_propose(request):
    only(proposer, request.user)
    return form_page(
        request,
        ProposeForm,
        template=f"{FOLDER}/propose.html",
        title="Proposer une évolution du label",
        submit="Proposer",
        save=lambda form: actions.propose(form.by, **form.facts),
        said="L’évolution est proposée. Les lecteurs de la Commission et du COMEX sont prévenus.",
    )


def evolution(request, reference):
    found = _evolution(request, reference)
    return render(request, f"{FOLDER}/detail.html", pages.evolution_page(found, request.user))


def evolution_compare(request, reference):
    found = _evolution(request, reference)
    context = pages.comparison(found)
    if context is None:
        raise Http404
    return render(request, f"{FOLDER}/compare.html", context | {"evolution": found})


def evolution_act(request, reference, address):
    return transition_page(request, _evolution(request, reference), address)


def _evolution(request, reference):
    rows = pages.evolutions(request.user)
    return visible_or_404(Evolution, request.user, rows=rows, reference=reference)
