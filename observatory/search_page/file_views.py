"""Views of the files of a search: feeds, CSV and PDF of public practices."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from observatory.search_page import export, feeds
from observatory.search_page.labels import Labels
from observatory.search_page.state import read
from portal.documents import pdf
from portal.web.rate_limits import refuse_drawing

TOO_LONG = "Cherchez avec moins de mots\u00a0: deux cents caractères au plus.\n"


def _refused():
    return HttpResponse(TOO_LONG, content_type="text/plain; charset=utf-8", status=400)


def _named(content, kind, extension):
    """Queried again each time: a withdrawn practice leaves the next file."""
    response = HttpResponse(content, content_type=kind)
    name = export.name(extension)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "no-cache"
    return response


def _feed(request, kind, name):
    labels = Labels()
    state = read(request.GET, labels)
    if state.is_too_long:
        return _refused()
    made = feeds.make_feed(kind, state, labels, state.but().url(name))
    response = HttpResponse(made.writeString("utf-8"), content_type=made.content_type)
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
@login_not_required
def rss(request):
    return _feed(request, Rss201rev2Feed, "list_rss")


@require_safe
@login_not_required
def atom(request):
    return _feed(request, Atom1Feed, "list_atom")


@require_safe
@login_not_required
def csv(request):
    state = read(request.GET, Labels())
    if state.is_too_long:
        return _refused()
    rows = export.selection(request.GET, state, export.CSV_MOST)
    return _named(export.table(rows), "text/csv; charset=utf-8", "csv")


@require_safe
@login_not_required
def selection_pdf(request):
    refuse_drawing(request)
    state = read(request.GET, Labels())
    if state.is_too_long:
        return _refused()
    rows = export.selection(request.GET, state, export.PDF_MOST)[: export.PDF_MOST]
    said = export.describe_scope(state, is_ticked="fiche" in request.GET)
    try:
        content = export.document(rows, said)
    except pdf.Failed as problem:
        return render(request, "observatory/no_pdf.html", {"sentence": str(problem)}, status=503)
    return _named(content, "application/pdf", "pdf")
