"""The pages of dossiers: list, opening, overview, journal, receipt, and the page of every step."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render

from labelling.dossiers import freezing, listing, overview
from labelling.dossiers.forms import NoteForm, OpenForm, TextsForm
from labelling.dossiers.models import LabelDossier
from labelling.dossiers.opening import may_open, open_dossier, openable
from labelling.dossiers.part_page import posted, refuse_unless_writable
from labelling.organisms.rules import instructor
from portal import journal
from portal.feed.reading import changes
from portal.feed.visits import visit, with_last_visit
from portal.web.once import new_key, once
from portal.web.pages import edit_page, transition_page, visible_or_404
from portal.workflow import Refused


def find(request, reference):
    """The dossier, if the person sees it, with what its pages read."""
    return visible_or_404(LabelDossier, request.user, rows=overview.rows(), reference=reference)


def dossier_list(request):
    rows = LabelDossier.objects.visible_to(request.user)
    form, page = listing.page_of(rows, request.GET)
    context = {
        "form": form,
        "page": page,
        "chips": form.chips(),
        "is_office": instructor(request.user, None),
    }
    context["may_open"] = openable(request.user).exists()
    return render(request, "labelling/dossiers/list.html", context)


@once
def dossier_open(request):
    organisms = openable(request.user)
    if not organisms:
        raise PermissionDenied(f"Seul {may_open.label} peut ouvrir un dossier.")
    asked = {"organism": request.GET.get("organisme", "")}
    form = OpenForm(*posted(request), organisms=organisms, by=request.user, initial=asked)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(open_dossier(**form.cleaned_data, by=request.user))
        except Refused as refused:
            form.add_error(None, str(refused))
    page = {"form": form, "once": new_key()}
    return render(request, "labelling/dossiers/open.html", page, status=422 if form.errors else 200)


def dossier_detail(request, reference):
    rows = with_last_visit(overview.rows(), request.user)
    dossier = visible_or_404(LabelDossier, request.user, rows=rows, reference=reference)
    context = overview.overview(dossier, request.user)
    context["changes"] = changes(request.user, dossier, visit(request, dossier))
    return render(request, "labelling/dossiers/detail.html", context)


def dossier_step(request, reference, address):
    return transition_page(request, find(request, reference), address)


def dossier_edit(request, reference):
    dossier = find(request, reference)
    refuse_unless_writable("texts", dossier, request.user)
    return edit_page(request, dossier, TextsForm, context={"heading": "Présentation et périmètre"})


def dossier_note(request, reference):
    dossier = find(request, reference)
    refuse_unless_writable("note", dossier, request.user)
    return edit_page(request, dossier, NoteForm, context={"heading": "Note d’instruction"})


def dossier_journal(request, reference):
    dossier = find(request, reference)
    page = Paginator(journal.of(dossier), 25).get_page(request.GET.get("page"))
    context = {"dossier": dossier, "page": page, "tabs": overview.tabs(dossier, "dossier_journal")}
    return render(request, "labelling/dossiers/journal.html", context)


def dossier_receipt(request, reference):
    """The receipt of each submission, with the digest of its frozen copy."""
    dossier = find(request, reference)
    copies = freezing.copies(dossier)
    if not copies:
        raise Http404
    return render(
        request, "labelling/dossiers/receipt.html", {"dossier": dossier, "copies": copies}
    )
