"""Views of the composition of the committee: seats and their holders."""

from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse_lazy

from labelling.committee import mandates
from labelling.committee.seat_forms import HoldForm, SeatForm
from labelling.committee.views import FOLDER
from portal.ui import words
from portal.web.forms import Form
from portal.web.pages import form_page, only

composition_page = partial(form_page, done=reverse_lazy("labelling:committee_composition"))
FORM = f"{FOLDER}/composition_form.html"


def composition(request):
    context = {
        "rows": mandates.composition(request.user),
        "may_edit": mandates.may_edit(request.user, None),
    }
    return render(request, f"{FOLDER}/composition.html", context)


def composition_hold(request):
    only(mandates.may_edit, request.user)
    return composition_page(
        request, HoldForm, template=FORM, title="Nommer une personne", submit="Nommer",
        save=lambda form: mandates.hold(form.by, **form.mandate),
        said=lambda holder: f"{holder.user} siège désormais\u00a0: {holder.seat}.",
    )  # fmt: skip


def composition_seat(request):
    only(mandates.may_edit, request.user)
    return composition_page(
        request, SeatForm, template=FORM, title="Ajouter un siège", submit="Ajouter",
        save=lambda form: mandates.add_seat(form.by, **form.facts), said="Siège ajouté.",
    )  # fmt: skip


def composition_end(request, code, rank):
    only(mandates.may_edit, request.user)
    holder = mandates.current(code, rank)
    if holder is None:
        raise Http404
    return composition_page(
        request, Form, template=f"{FOLDER}/composition_end.html", context={"holder": holder},
        save=lambda form: mandates.leave(form.by, holder),
        said=f"Le mandat {words.of(holder.user)} prend fin aujourd’hui.",
    )  # fmt: skip
