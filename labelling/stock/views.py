"""Pages of the stock of a dossier: the list, the import in two steps, the rating of a residence."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from labelling.dossiers.addresses import page
from labelling.dossiers.models import LabelDossier
from labelling.dossiers.overview import tabs
from labelling.stock import export, import_pages, importing, pages, recording, sheet
from labelling.stock.forms import ConfirmForm, FileForm, RatingFileForm, RatingForm
from labelling.stock.submitting import forbidden, submit, typed
from portal.web.pages import visible_or_404

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def get_dossier(request, reference):
    rows = LabelDossier.objects.visible_to(request.user).select_related("organism")
    return visible_or_404(LabelDossier, request.user, rows=rows, reference=reference)


def detail(request, reference):
    dossier = get_dossier(request, reference)
    context = {
        "dossier": dossier,
        "closed": recording.closed(dossier, request.user),
        "summary": pages.summary(dossier),
        "tabs": tabs(dossier, "stock_detail"),
        "imports": dossier.stock_imports.select_related("by").defer("report")[:5],
    }
    return render(
        request, "labelling/stock/detail.html", context | pages.listing(dossier, request.GET)
    )


def upload(request, reference):
    return _upload(request, reference, FileForm, "labelling/stock/upload.html")


def upload_ratings(request, reference):
    return _upload(request, reference, RatingFileForm, "labelling/stock/upload_ratings.html")


def _upload(request, reference, form_class, template):
    dossier = get_dossier(request, reference)
    if problem := recording.closed(dossier, request.user):
        return forbidden(request, dossier, problem)
    return submit(
        request,
        form_class(*typed(request), thing=dossier, by=request.user),
        lambda data: recording.keep_report(dossier, *data["file"], by=request.user),
        template=template,
        page={"dossier": dossier},
        done=lambda found: import_pages.import_url(dossier, found.number),
        said="Le fichier est lu. Rien n’est encore écrit\u00a0: relisez, puis confirmez.",
    )


def preview(request, reference, number):
    dossier = get_dossier(request, reference)
    found = _import(dossier, number)
    page_of = import_pages.whole(found, request.user, request.GET)
    boxes = {name: page_of[name] for name in ("doubtful", "absent")}
    return submit(
        request,
        ConfirmForm(*typed(request), **boxes),
        lambda data: importing.confirm(found, by=request.user, **data),
        template="labelling/stock/preview.html",
        page=page_of,
        done=import_pages.import_url(dossier, number),
        said=import_pages.said_of_import,
    )


def _import(dossier, number):
    found = dossier.stock_imports.select_related("by").filter(number=number).first()
    if found is None:
        raise Http404
    found.dossier = dossier
    return found


@require_POST
def abandon(request, reference, number):
    dossier = get_dossier(request, reference)
    if problem := recording.closed(dossier, request.user):
        return forbidden(request, dossier, problem)
    importing.abandon(_import(dossier, number), by=request.user)
    messages.success(request, "Fichier laissé de côté. Rien n’a été écrit.")
    return redirect(page(dossier, "stock_detail"))


def corrected(request, reference, number):
    found = _import(get_dossier(request, reference), number)
    content = export.corrected_file(importing.report_of(found))
    return _spreadsheet(content, f"a-corriger-{reference}-{number}.xlsx")


def rating_sheet(request, reference):
    """The sheet to fill: every residence with its axes, those of before included."""
    dossier = get_dossier(request, reference)
    return _spreadsheet(sheet.to_rate(dossier), f"cotation-{reference}.xlsx")


def _spreadsheet(content, name):
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=XLSX, headers=headers)


def residence(request, reference, code):
    dossier = get_dossier(request, reference)
    row, rating = pages.residence(dossier, code)
    form = RatingForm(*typed(request), rating=rating)
    shown = pages.residence_context(dossier, row, rating, request.user)
    act, seen = request.POST.get("act"), request.POST.get("seen")
    if act == "count" and form.is_valid():
        return render(request, pages.RESIDENCE, shown | pages.counted(form))
    return submit(
        request, form,
        lambda _: recording.rate(dossier, {row: form.axes}, by=request.user, seen=seen),
        template=pages.RESIDENCE, page=shown,
        done=pages.after_rating(dossier, row, act), said=pages.said_of,
    )  # fmt: skip


@require_POST
def remove(request, reference, code):
    dossier = get_dossier(request, reference)
    if problem := recording.closed(dossier, request.user):
        return forbidden(request, dossier, problem)
    row, _rating = pages.residence(dossier, code)
    recording.set_in_stock(dossier, row, not row.is_active, by=request.user)
    messages.success(request, f"C’est fait\u00a0: {row.name}.")
    return redirect(page(dossier, "stock_detail"))
