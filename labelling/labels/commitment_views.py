"""The pages where an organism writes its commitments and its signatory publishes them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from labelling.labels import commitments, register
from labelling.labels.commitment_forms import CommitmentForm
from labelling.organisms.models import Organism
from labelling.organisms.rules import instructor, member, signatory
from portal.web.edit_conflicts import Changed
from portal.web.once import new_key, once
from portal.web.pages import visible_or_404
from portal.workflow import Refused

LIST = "labelling:commitment_list"


def _find(request, slug, rule):
    """The organism, or 404; 403 with the name of those whose page it is."""
    organism = visible_or_404(Organism, request.user, slug=slug)
    if not rule(request.user, organism):
        raise PermissionDenied(f"Cette page est à : {rule.label}.")
    return organism


def commitment_list(request, slug):
    return _list(request, _find(request, slug, member | instructor))


def _list(request, organism, problem="", status=200):
    found, free = commitments.places(organism)
    drafts = [row["draft"] for row in found if row["draft"]]
    page = {
        "organism": organism,
        "places": found,
        "free": free,
        "drafts": drafts,
        "seen": commitments.stamp_of(drafts),
        "may_write": member(request.user, organism),
        "may_publish": signatory(request.user, organism),
        "is_listed": register.listed().filter(organism=organism).exists(),
        "problem": problem,
        "once": new_key(),
    }
    return render(request, "labelling/labels/commitments.html", page, status=status)


@once
def commitment_edit(request, slug, place):
    organism = _find(request, slug, member)
    base = _base(organism, place)
    form = CommitmentForm(request.POST or None, base=base)
    if request.method == "POST" and form.is_valid():
        if _kept(request, form, organism, place):
            messages.success(request, "C’est enregistré, et pas encore public.")
            return redirect(LIST, slug)
        return _form(request, form, organism, place, 409)
    return _form(request, form, organism, place, 422 if form.errors else 200)


def _base(organism, place):
    """The draft of a place, else what is public there, None on the first free one; else 404."""
    found, free = commitments.places(organism)
    row = next((row for row in found if row["place"] == place), None)
    if row is None and place != free:
        raise Http404
    return row and (row["draft"] or row["public"])


def _kept(request, form, organism, place):
    """Keep the draft, or show both texts when a colleague wrote in between."""
    seen = request.POST.get("seen", "")
    try:
        commitments.write(organism, place, form.cleaned_data, by=request.user, seen=seen)
    except Changed as changed:
        form.two_texts, form.seen = form.pairs(changed.current), changed.seen
        form.add_error(None, "Cet engagement a changé pendant que vous écriviez. Rien n’est perdu.")
    except Refused as refused:
        form.add_error(None, str(refused))
    return not form.errors


def _form(request, form, organism, place, status):
    page = {"organism": organism, "place": place, "form": form, "once": new_key()}
    return render(request, "labelling/labels/commitment.html", page, status=status)


@require_POST
@once
def commitment_publish(request, slug):
    organism = _find(request, slug, signatory)
    return _done(
        request,
        organism,
        "Les engagements sont publiés.",
        lambda: commitments.publish(organism, by=request.user, seen=request.POST.get("seen", "")),
    )


@require_POST
@once
def commitment_drop(request, slug, place):
    organism = _find(request, slug, member)
    return _done(
        request,
        organism,
        "Le brouillon est retiré.",
        lambda: commitments.drop(organism, place, by=request.user),
    )


@require_POST
@once
def commitment_end(request, slug, place):
    organism = _find(request, slug, signatory)
    return _done(
        request,
        organism,
        "Cet engagement n’est plus public.",
        lambda: commitments.end(organism, place, by=request.user),
    )


def _done(request, organism, said, act):
    """Do it and say so, or show the list with what stands in the way (409)."""
    try:
        act()
    except Refused as refused:
        return _list(request, organism, str(refused), 409)
    messages.success(request, said)
    return redirect(LIST, organism.slug)
