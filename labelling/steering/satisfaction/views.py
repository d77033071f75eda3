"""Views of satisfaction: the surveys and their import for the office, the results of an organism, its consent."""

from django.shortcuts import render
from django.urls import reverse

from labelling.parties.organisms.models import Organism
from labelling.steering.satisfaction import actions, consents, listing, pages
from labelling.steering.satisfaction.exports import RESULTS
from labelling.steering.satisfaction.forms import ResultsForm
from labelling.steering.satisfaction.rules import LEAST, consenter, office, reader
from portal.exports.tables import exported
from portal.ui import words
from portal.web.forms import Form
from portal.web.pages import form_page, only, visible_or_404
from portal.web.pagination import Paginator

FOLDER = "labelling/satisfaction"
A_PAGE = 50


def survey_list(request):
    only(office, request.user)
    return render(request, f"{FOLDER}/list.html", {"surveys": pages.surveys(request.user)})


@exported(RESULTS)
def survey_detail(request, year):
    survey = listing.survey_of(request.user, year)
    rows = listing.read_list(request.user, request.GET, year)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(request, f"{FOLDER}/survey.html", {"survey": survey, "page": page})


def survey_import(request):
    """Read and shown line by line first; written once confirmed, what is wrong left aside."""
    only(office, request.user)
    return form_page(
        request,
        ResultsForm,
        template=f"{FOLDER}/import.html",
        preview=lambda form: None if "sure" in request.POST else form.cleaned_data["file"],
        save=lambda form: actions.record(
            form.cleaned_data["ended_on"],
            [row.facts for row in form.cleaned_data["file"].kept],
            by=request.user,
        ),
        said=lambda survey: f"Les résultats de l’enquête {survey.year} sont enregistrés.",
    )


def organism_satisfaction(request, slug):
    organism = visible_or_404(Organism, request.user, slug=slug)
    only(reader, request.user, organism)
    return render(request, f"{FOLDER}/own.html", pages.own(organism, request.user))


def organism_comparison(request, slug):
    said = (
        "Votre accord est donné. Vous lisez les médianes de votre groupe dès qu’il est assez grand."
    )
    return _decided(request, slug, consents.give, said)


def organism_comparison_end(request, slug):
    said = "Votre accord est retiré. Vos résultats ne sont plus dans aucune médiane."
    return _decided(request, slug, consents.withdraw, said)


def _decided(request, slug, act, said):
    """Two addresses, so that a page that is out of date never does the contrary of what it says."""
    organism = visible_or_404(Organism, request.user, slug=slug)
    only(consenter, request.user, organism)
    return form_page(
        request,
        Form,
        thing=organism,
        template=f"{FOLDER}/consent.html",
        context={"gives": act is consents.give, "least": words.number(LEAST)},
        save=lambda form: act(organism, by=request.user),
        said=said,
        done=reverse("labelling:organism_satisfaction", args=[organism.slug]),
    )
