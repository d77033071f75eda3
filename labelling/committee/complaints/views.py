"""Views of the desk of requests: list, page, steps, handlers, a signatory's appeal."""

from django.http import Http404
from django.shortcuts import render

from labelling.committee.complaints import listing, pages
from labelling.committee.complaints.appeals import actions as lodging
from labelling.committee.complaints.exports import DEMANDS
from labelling.committee.complaints.forms import EDITING, HandlersForm, LodgeForm
from labelling.committee.complaints.handlers import actions as assigning
from labelling.committee.complaints.models import Appeal
from labelling.committee.complaints.rules import desk
from labelling.parties.framework import binding
from labelling.parties.organisms.rules import signatory
from portal.exports.tables import exported
from portal.web.pages import edit_page, form_page, only, transition_page
from portal.workflow import Closed, Forbidden

FOLDER = "labelling/complaints"


def visible_request(request, reference):
    """Whatever its kind; a foreign demand and a missing one give the same 404 (BR-01, BR-89)."""
    thing = pages.find_request(request.user, reference)
    if thing is None:
        raise Http404
    return thing


@exported(DEMANDS)
def request_list(request):
    form, page = listing.page_of(request.user, request.GET)
    context = {"form": form, "page": page, "chips": form.chips()}
    context["is_desk"] = desk(request.user, None)
    context["may_appeal"] = bool(lodging.signed_for(request.user))
    return render(request, f"{FOLDER}/list.html", context)


def request_detail(request, reference):
    context = pages.page(visible_request(request, reference), request.user)
    return render(request, f"{FOLDER}/detail.html", context)


def request_act(request, reference, address):
    return transition_page(request, visible_request(request, reference), address)


def request_edit(request, reference):
    thing = visible_request(request, reference)
    if type(thing) not in EDITING:
        raise Http404
    only(pages.makes_precise, request.user, thing, "Cette page est à ceux qui suivent la demande.")
    if not pages.may_edit(request.user, thing):
        raise Closed("Une demande se précise tant qu’elle court.", thing=thing)
    return edit_page(request, thing, EDITING[type(thing)])


def request_assign(request, reference):
    thing = visible_request(request, reference)
    if not hasattr(thing, "handlers"):
        raise Http404
    only(assigning.appoints(thing), request.user, thing)

    def save(form):
        people, version = list(form.cleaned_data["people"]), form.expected_version
        assigning.assign(thing, people, by=form.by, expected_version=version)

    return form_page(
        request,
        HandlersForm,
        thing=thing,
        template=f"{FOLDER}/assign.html",
        save=save,
        context={"least": assigning.least(thing)},
        done=thing,
        said="L’instruction est confiée. Chacun est prévenu par courriel.",
    )


def appeal_lodge(request):
    if not lodging.signed_for(request.user):
        raise Forbidden(f"Cette page est à : {signatory.label}.")
    rows = pages.lodging_rows(request.user)
    lodged = Appeal.objects.visible_to(request.user).select_related("organism")[: listing.A_PAGE]
    return form_page(
        request,
        LodgeForm,
        template=f"{FOLDER}/lodge.html",
        context={"rows": rows, "lodged": lodged, "is_provisional": binding.are_provisional()},
        rows=rows,
        save=lambda form: lodging.lodge(by=form.by, **form.facts),
        said=lambda appeal: f"Le recours {appeal.reference} est formé.",
    )
