"""Views of the stock of a dossier: list, import in two steps, rating of a residence."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from labelling.path.dossiers.addresses import page
from labelling.path.dossiers.models import LabelDossier
from labelling.path.dossiers.pages import tabs
from labelling.path.dossiers.parts.preparation import refusal
from labelling.path.stock import actions, pages
from labelling.path.stock.exports import RESIDENCES
from labelling.path.stock.forms import (
    ConfirmForm,
    FileForm,
    RatingFileForm,
    RatingForm,
    ReadingForm,
    TownsForm,
)
from labelling.path.stock.imports import actions as importing
from labelling.path.stock.imports import pages as import_pages
from labelling.path.stock.imports import parts, writing
from labelling.path.stock.towns import to_confirm
from portal.exports.tables import exported
from portal.ui import words
from portal.web.forms import Form
from portal.web.pages import form_page, run_action, visible_or_404
from portal.workflow import Refused

SENT = "Le fichier est reçu. Le portail le lit\u00a0: vous pouvez fermer cette page et revenir."
READ = "Le fichier est lu. Rien n’est encore écrit : relisez, puis confirmez."
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def get_dossier(request, reference):
    rows = LabelDossier.objects.visible_to(request.user).select_related("organism")
    return visible_or_404(LabelDossier, request.user, rows=rows, reference=reference)


def writable(request, reference):
    """The dossier whose stock this person writes now; 403 with the reason otherwise."""
    dossier = get_dossier(request, reference)
    if problem := actions.closed(dossier, request.user):
        raise refusal(problem, dossier)
    return dossier


@exported(RESIDENCES)
def detail(request, reference):
    dossier = get_dossier(request, reference)
    summary = pages.summary(dossier)
    context = {
        "dossier": dossier,
        "closed": actions.closed(dossier, request.user),
        "summary": summary,
        "to_confirm": sum(to_confirm(dossier.organism).values()),
        "first_unrated": pages.unrated(dossier).first() if summary["left"] else None,
        "tabs": tabs(dossier, "stock_detail"),
        "imports": dossier.stock_imports.select_related("by").defer("report", "file")[:5],
    }
    return render(
        request, "labelling/stock/detail.html", context | pages.listing(dossier, request.GET)
    )


def confirm_towns(request, reference):
    """Which commune the places to confirm are, once for all the residences that are told alike."""
    dossier = writable(request, reference)
    return form_page(
        request,
        TownsForm,
        thing=dossier,
        template="labelling/stock/towns.html",
        context={"dossier": dossier, "tabs": tabs(dossier, "stock_detail")},
        save=lambda form: actions.settle_towns(dossier, form.answers, by=form.by),
        done=page(dossier, "stock_detail"),
        said=lambda many: f"Commune confirmée pour {words.count(many, 'résidence', 'résidences')}.",
        doubts=to_confirm(dossier.organism),
    )


def upload(request, reference):
    return _upload(request, reference, FileForm, "labelling/stock/upload.html")


def upload_ratings(request, reference):
    return _upload(request, reference, RatingFileForm, "labelling/stock/upload_ratings.html")


def _upload(request, reference, form_class, template):
    dossier = writable(request, reference)
    return form_page(
        request,
        form_class,
        thing=dossier,
        template=template,
        context={"dossier": dossier},
        save=lambda form: actions.keep_report(dossier, *form.cleaned_data["file"], by=form.by),
        done=lambda found: import_pages.import_url(dossier, found.number),
        said=lambda found: SENT if found.is_under_way else READ,
    )


def preview(request, reference, number):
    dossier = get_dossier(request, reference)
    found = _import(dossier, number)
    if found.is_under_way or "read" not in found.report:
        return _waiting(request, found)
    shown = import_pages.whole(found, request.user, request.GET)
    if request.headers.get("HX-Request"):
        shown["just_done"] = import_pages.just_done(found)
    boxes = {name: shown[name] for name in ("doubtful", "absent")}

    def asks_again(form):
        """Once, before residences leave the stock: what goes with them."""
        if "sure" in request.POST or not form.cleaned_data.get("remove_absent"):
            return None
        gone = importing.absent(found)
        return import_pages.leaving(gone, actions.goes_with(dossier, gone))

    return form_page(
        request,
        ConfirmForm,
        thing=dossier,
        template="labelling/stock/preview.html",
        context=shown,
        save=lambda form: importing.confirm(found, by=form.by, **form.facts),
        done=import_pages.import_url(dossier, number),
        said=import_pages.said_of_import,
        preview=asks_again,
        **boxes,
    )


def _waiting(request, found):
    """How far the worker is with it, or why it could not be read."""
    if request.method == "POST":
        writable(request, found.dossier.reference)
        raise Refused(importing.UNDER_WAY, thing=found.dossier)
    context = import_pages.frame(found, request.user)
    return render(request, "labelling/stock/waiting.html", context)


def read_again(request, reference, number):
    """The sheets and the columns, chosen by who sent the file."""
    dossier = writable(request, reference)
    found = _import(dossier, number)
    done = import_pages.import_url(dossier, number)
    if not import_pages.is_corrigible(found):
        raise Refused(importing.NO_FILE, thing=dossier)
    return form_page(
        request,
        ReadingForm,
        thing=found,
        template="labelling/stock/read_again.html",
        context=import_pages.frame(found, request.user),
        save=lambda form: importing.read_again(
            found, by=form.by, titles=form.titles, chosen=form.chosen, towns=form.answers
        ),
        done=done,
        said=lambda status: SENT if status == found.State.READING else READ,
    )


def _import(dossier, number):
    rows = dossier.stock_imports.select_related("by").defer("file")
    found = rows.filter(number=number).first()
    if found is None:
        raise Http404
    found.dossier = dossier
    return found


@require_POST
def abandon(request, reference, number):
    dossier = writable(request, reference)
    found = _import(dossier, number)
    was_writing = found.status == found.State.WRITING
    return run_action(
        request,
        lambda: importing.abandon(found, by=request.user),
        thing=dossier,
        said="Écriture arrêtée. Rien n’a été écrit."
        if was_writing
        else "Fichier laissé de côté. Rien n’a été écrit.",
        done=import_pages.import_url(dossier, number)
        if was_writing
        else page(dossier, "stock_detail"),
    )


@require_POST
def put_back(request, reference, number):
    dossier = writable(request, reference)
    found = _import(dossier, number)
    return run_action(
        request,
        lambda: actions.put_back(found, by=request.user),
        thing=dossier,
        said=import_pages.said_of_return,
        done=import_pages.import_url(dossier, number),
    )


def corrected(request, reference, number):
    found = _import(get_dossier(request, reference), number)
    from labelling.path.stock.files.writing import corrected_file  # noqa: PLC0415 -- openpyxl is heavy

    if "read" not in found.report:
        raise Refused(importing.UNDER_WAY, thing=found.dossier)
    report = importing.report_of(found)
    if not import_pages.is_large(found):
        content = corrected_file(report, report.lines)
        return _spreadsheet(content, f"a-corriger-{reference}-{number}.xlsx")
    part = request.GET.get("partie", "1")
    if part not in map(str, range(1, max(len(parts.spans(report)), 1) + 1)):
        raise Http404
    content = corrected_file(report, parts.left_to_do(parts.lines_of(found), int(part)))
    return _spreadsheet(content, f"a-corriger-{reference}-{number}-{part}.xlsx")


def rating_sheet(request, reference):
    """The sheet to fill: every residence with its axes, those of before included."""
    dossier = get_dossier(request, reference)
    from labelling.path.stock import sheet  # noqa: PLC0415 -- openpyxl is heavy

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
    act = request.POST.get("act")

    def save(form):
        notes = {row: writing.notes_of(form.cleaned_data)}
        seen = form.expected_stamp
        return actions.rate(dossier, {row: form.axes}, by=form.by, seen=seen, notes=notes)

    return form_page(
        request,
        RatingForm,
        thing=dossier,
        template=pages.RESIDENCE,
        save=save,
        rating=rating,
        context=pages.residence_context(dossier, row, rating, request.user),
        said=pages.said_of,
        preview=pages.counted if act == "count" else None,
        done=pages.after_rating(dossier, row, act),
    )


def remove(request, reference, code):
    """Asked once, with what goes with it; its page puts it back."""
    dossier = writable(request, reference)
    row, _rating = pages.residence(dossier, code)
    return form_page(
        request,
        Form,
        thing=dossier,
        template="labelling/stock/removal.html",
        save=lambda form: actions.set_in_stock(dossier, row, False, by=form.by),
        context=pages.removal(dossier, row),
        done=pages.residence_url(dossier, row),
        said=f"Résidence {row.name} retirée du patrimoine. Vous pouvez l’y remettre ici.",
    )


@require_POST
def restore(request, reference, code):
    dossier = writable(request, reference)
    row, _rating = pages.residence(dossier, code)
    return run_action(
        request,
        lambda: actions.set_in_stock(dossier, row, True, by=request.user),
        thing=dossier,
        said=f"Résidence {row.name} remise dans le patrimoine.",
        done=pages.residence_url(dossier, row),
    )
