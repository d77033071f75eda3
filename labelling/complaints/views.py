"""The desk of demands: list, page, steps, handlers; and the signatory's appeal."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render

from labelling.complaints import assigning, listing, lodging, pages
from labelling.complaints.forms import EDITING, HandlersForm, LodgeForm
from labelling.complaints.models import Appeal
from labelling.organisms.rules import signatory
from portal.web.pages import edit_page, expected_version, transition_page
from portal.workflow import Refused

FOLDER = "labelling/complaints"


def find(request, reference):
    """Whatever its kind; a foreign demand and a missing one give the same 404 (BR-01, BR-89)."""
    thing = pages.find(request.user, reference)
    if thing is None:
        raise Http404
    return thing


def request_list(request):
    form, page = listing.page_of(request.user, request.GET)
    context = {"form": form, "page": page, "chips": form.chips()}
    context["may_appeal"] = bool(lodging.signed_for(request.user))
    return render(request, f"{FOLDER}/list.html", context)


def request_detail(request, reference):
    context = pages.page(find(request, reference), request.user)
    return render(request, f"{FOLDER}/detail.html", context)


def request_act(request, reference, address):
    return transition_page(request, find(request, reference), address)


def request_edit(request, reference):
    thing = find(request, reference)
    if type(thing) not in EDITING:
        raise Http404
    if not pages.may_edit(request.user, thing):
        raise PermissionDenied("Cette page est à ceux qui suivent la demande, tant qu’elle court.")
    return edit_page(request, thing, EDITING[type(thing)])


def request_assign(request, reference):
    thing = find(request, reference)
    if not hasattr(thing, "handlers"):
        raise Http404
    rule = assigning.appoints(thing)
    if not rule(request.user, thing):
        raise PermissionDenied(f"Cette page est à : {rule.label}.")
    form = HandlersForm(request.POST or None, thing=thing, by=request.user)
    if request.method == "POST" and form.is_valid() and _assigned(request, thing, form):
        messages.success(request, "L’instruction est confiée. Chacun est prévenu par courriel.")
        return redirect(thing)
    context = {"thing": thing, "form": form, "least": assigning.least(thing)}
    status = 422 if form.errors else 200
    return render(request, f"{FOLDER}/assign.html", context, status=status)


def _assigned(request, thing, form):
    """False when refused: the reason stands beside the names."""
    people, version = list(form.cleaned_data["people"]), expected_version(request)
    try:
        assigning.assign(thing, people, by=request.user, expected_version=version)
    except Refused as refused:
        form.add_error("people", str(refused))
        return False
    return True


def appeal_lodge(request):
    if not lodging.signed_for(request.user):
        raise PermissionDenied(f"Cette page est à : {signatory.label}.")
    rows = pages.lodging_rows(request.user)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = LodgeForm(*posted, by=request.user, rows=rows)
    if request.method == "POST" and form.is_valid() and (appeal := _lodged(request, form)):
        messages.success(request, f"Le recours {appeal.reference} est formé.")
        return redirect(appeal)
    lodged = Appeal.objects.visible_to(request.user).select_related("organism")[: listing.A_PAGE]
    context = {"form": form, "rows": rows, "lodged": lodged}
    status = 422 if form.errors else 200
    return render(request, f"{FOLDER}/lodge.html", context, status=status)


def _lodged(request, form):
    try:
        return lodging.lodge(**form.facts, by=request.user)
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
