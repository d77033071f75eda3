"""Views of commitments: written by the organism, published by its signatory."""

from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.rules import instructor, member, signatory
from labelling.title.labels import register
from labelling.title.labels.commitments import models
from labelling.title.labels.commitments.forms import CommitmentForm
from portal.web.pages import form_page, only, run_action, visible_or_404

FOLDER = "labelling/labels"


def _find_organism(request, slug, rule):
    """The organism, or 404; 403 with the name of those whose page it is."""
    organism = visible_or_404(Organism, request.user, slug=slug)
    only(rule, request.user, organism)
    return organism


def _address(organism):
    return reverse("labelling:commitment_list", args=[organism.slug])


def commitment_list(request, slug):
    return _list(request, _find_organism(request, slug, member | instructor))


def _list(request, organism, problems=(), status=200):
    found, free = models.places(organism)
    drafts = [row["draft"] for row in found if row["draft"]]
    page = {
        "organism": organism,
        "places": found,
        "free": free,
        "drafts": drafts,
        "seen": models.stamp_of(drafts),
        "may_write": member(request.user, organism),
        "may_publish": signatory(request.user, organism),
        "is_listed": register.directory_labels().filter(organism=organism).exists(),
        "problems": problems,
    }
    return render(request, f"{FOLDER}/commitments.html", page, status=status)


def commitment_edit(request, slug, place):
    organism = _find_organism(request, slug, member)

    def save(form):
        models.write(organism, place, form.facts, by=form.by, seen=form.expected_stamp or "")

    return form_page(
        request,
        CommitmentForm,
        thing=organism,
        template=f"{FOLDER}/commitment.html",
        base=_base(organism, place),
        context={"organism": organism, "place": place},
        save=save,
        said="C’est enregistré, et pas encore public.",
        done=_address(organism),
    )


def _base(organism, place):
    """The draft of a place, else what is public there, None on the first free one; else 404."""
    found, free = models.places(organism)
    row = next((row for row in found if row["place"] == place), None)
    if row is None and place != free:
        raise Http404
    return row and (row["draft"] or row["public"])


@require_POST
def commitment_publish(request, slug):
    organism, seen = _find_organism(request, slug, signatory), request.POST.get("seen", "")
    publish = partial(models.publish, organism, by=request.user, seen=seen)
    return _run(request, organism, publish, "Les engagements sont publiés.")


@require_POST
def commitment_drop(request, slug, place):
    organism = _find_organism(request, slug, member)
    drop = partial(models.drop, organism, place, by=request.user)
    return _run(request, organism, drop, "Le brouillon est retiré.")


@require_POST
def commitment_end(request, slug, place):
    organism = _find_organism(request, slug, signatory)
    end = partial(models.end, organism, place, by=request.user)
    return _run(request, organism, end, "Cet engagement n’est plus public.")


def _run(request, organism, action, said):
    """A button of the list: what stands in the way is shown there."""
    return run_action(
        request,
        action,
        thing=organism,
        said=said,
        done=_address(organism),
        otherwise=lambda problems: _list(request, organism, problems, 409),
    )
