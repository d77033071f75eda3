"""Pages of the committee's composition: seats, and who holds them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect

from labelling.committee import forms, mandates
from labelling.committee.views import only, page, posted, refused
from portal.workflow import Refused


def composition(request):
    context = {
        "rows": mandates.composition(request.user),
        "may_edit": mandates.may_edit(request.user, None),
    }
    return page(request, "composition", context)


@refused
def composition_hold(request):
    only(mandates.may_edit, request)
    form = forms.HoldForm(posted(request), by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            holder = mandates.hold(request.user, **form.mandate)
            messages.success(request, f"{holder.user} siège désormais : {holder.seat}.")
            return redirect("labelling:committee_composition")
        except Refused as refusal:
            form.add_error("since_on", str(refusal))
    what = {"heading": "Nommer une personne", "button": "Nommer"}
    return page(request, "composition_form", what, form)


@refused
def composition_seat(request):
    only(mandates.may_edit, request)
    form = forms.SeatForm(posted(request), by=request.user)
    if request.method == "POST" and form.is_valid():
        mandates.add_seat(request.user, **form.cleaned_data)
        messages.success(request, "Siège ajouté.")
        return redirect("labelling:committee_composition")
    return page(
        request, "composition_form", {"heading": "Ajouter un siège", "button": "Ajouter"}, form
    )


@refused
def composition_end(request, code, rank):
    only(mandates.may_edit, request)
    holder = mandates.current(code, rank)
    if holder is None:
        raise Http404
    if request.method == "POST":
        mandates.leave(request.user, holder)
        messages.success(request, f"Le mandat de {holder.user} prend fin aujourd’hui.")
        return redirect("labelling:committee_composition")
    return page(request, "composition_end", {"holder": holder})
