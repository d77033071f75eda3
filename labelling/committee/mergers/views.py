"""Views of mergers: the act of the référent, the page of both organisms."""

from django.shortcuts import render

from labelling.committee.mergers import actions, pages
from labelling.committee.mergers.forms import MergeForm
from labelling.parties.organisms.models import Merger, Organism
from labelling.parties.organisms.rules import instructor
from portal.web.pages import form_page, only, visible_or_404
from portal.workflow import Problem, Refused

FORM, PAGE = "labelling/mergers/form.html", "labelling/mergers/detail.html"


def organism_merge(request, slug):
    organism = visible_or_404(Organism, request.user, slug=slug)
    only(instructor, request.user, organism)
    if not organism.is_active and request.method != "POST":
        said = f"{organism} n’exerce plus\u00a0: son absorption est déjà enregistrée."
        raise Refused(Problem("inactive", said), thing=organism)
    return form_page(
        request,
        MergeForm,
        thing=organism,
        template=FORM,
        title="Enregistrer une absorption",
        submit="Enregistrer l’absorption",
        context={"effects": pages.effects(organism)},
        save=lambda form: actions.merge(organism, by=request.user, **form.facts),
        said=lambda made: f"{made.absorbed} est absorbé par {made.absorbing}.",
    )


def organism_merger(request, slug):
    merger = visible_or_404(Merger, request.user, rows=pages.mergers(), absorbed__slug=slug)
    return render(request, PAGE, pages.merger_page(merger, request.user))
