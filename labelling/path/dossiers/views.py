"""Views of dossiers: list, opening, overview, audit log, receipt, steps."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from labelling.parties.framework.kinds import DossierType
from labelling.parties.organisms.rules import instructor
from labelling.path.dossiers import listing, pages, receipts
from labelling.path.dossiers.exports import DOSSIERS
from labelling.path.dossiers.forms import NoteForm, OpenForm, TextsForm
from labelling.path.dossiers.models import LabelDossier
from labelling.path.dossiers.parts import perimeter
from labelling.path.dossiers.parts.pages import refuse_unless_writable
from labelling.path.dossiers.steps.opening import may_open, open_dossier, openable
from portal import access
from portal.assignments.panels import charge_of, entries_for
from portal.changes.actions import visit, with_last_visit
from portal.changes.listing import changes
from portal.documents import pdf
from portal.exports.tables import exported
from portal.web.pages import edit_page, form_page, transition_page, visible_or_404
from portal.web.pagination import Paginator
from portal.workflow import Forbidden, Refused

A_PAGE = 25
SUBMISSIONS = ("deposer", "deposer-les-complements")  # the steps whose page is read again


def visible_dossier(request, reference):
    """The dossier, if the person sees it, with what its pages read."""
    return visible_or_404(LabelDossier, request.user, rows=pages.rows(), reference=reference)


@exported(DOSSIERS)
def dossier_list(request):
    form = listing.filter_form(request.user, request.GET)
    form.is_valid()
    rows = listing.read_list(request.user, request.GET, form)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "chips": form.chips(),
        "is_office": instructor(request.user, None),
    }
    context["may_open"] = openable(request.user).exists()
    return render(request, "labelling/dossiers/list.html", context)


def dossier_open(request):
    organisms = openable(request.user)
    if not organisms:
        raise Forbidden(f"Seul {may_open.label} peut ouvrir un dossier.")
    return form_page(
        request,
        OpenForm,
        template="labelling/dossiers/open.html",
        organisms=organisms,
        initial=_asked_in_address(request),
        save=lambda form: open_dossier(by=request.user, **form.facts),
    )


def _asked_in_address(request):
    """What a link of the portal asks for: an organism, a type of dossier."""
    asked = {"organism": request.GET.get("organisme", "")}
    kind = request.GET.get("type", "")
    return asked | {"dossier_type": kind} if kind in DossierType.values else asked


def dossier_detail(request, reference):
    rows = access.with_reasons(perimeter.with_homes_in_stock(pages.rows()))
    rows = with_last_visit(rows, request.user)
    dossier = visible_or_404(LabelDossier, request.user, rows=rows, reference=reference)
    context = pages.overview(dossier, request.user)
    context["charge"] = charge_of(dossier, request.user)
    context["changes"] = changes(request.user, dossier, visit(request, dossier))
    return render(request, "labelling/dossiers/detail.html", context)


def dossier_step(request, reference, address):
    """Before a submission, all that it files is read again on its page."""
    dossier = visible_dossier(request, reference)
    if address not in SUBMISSIONS:
        return transition_page(request, dossier, address)
    filed = {"filed": receipts.reading(dossier)}
    return transition_page(
        request, dossier, address, template="labelling/dossiers/submission.html", context=filed
    )


def dossier_edit(request, reference):
    dossier = visible_dossier(request, reference)
    refuse_unless_writable("texts", dossier, request.user)
    return edit_page(request, dossier, TextsForm, context={"heading": "Présentation et périmètre"})


def dossier_note(request, reference):
    dossier = visible_dossier(request, reference)
    refuse_unless_writable("note", dossier, request.user)
    return edit_page(request, dossier, NoteForm, context={"heading": "Note d’instruction"})


def dossier_journal(request, reference):
    dossier = visible_dossier(request, reference)
    page = Paginator(entries_for(request.user, dossier), 25).get_page(request.GET.get("page"))
    context = {"dossier": dossier, "page": page, "tabs": pages.tabs(dossier, "dossier_journal")}
    return render(request, "labelling/dossiers/journal.html", context)


def dossier_receipt(request, reference):
    """The receipt of each submission, with the digest of its frozen copy."""
    dossier = visible_dossier(request, reference)
    copies = _copies(dossier)
    return render(
        request, "labelling/dossiers/receipt.html", {"dossier": dossier, "copies": copies}
    )


def dossier_receipt_file(request, reference):
    """The receipt of the last submission, to keep."""
    dossier = visible_dossier(request, reference)
    try:
        content = receipts.document(_copies(dossier)[0])
    except pdf.Failed as failed:
        raise Refused(str(failed), thing=dossier) from failed
    headers = {"Content-Disposition": f'attachment; filename="accuse-{dossier.reference}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _copies(dossier):
    copies = receipts.copies(dossier)
    if not copies:
        raise Http404
    return copies
