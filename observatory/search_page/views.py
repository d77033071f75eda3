"""Views of the search at /observatoire/ and of its autocompletion."""

from dataclasses import replace

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from observatory.search_page import engines, exports, feeds, pages
from observatory.search_page.names import Labels
from observatory.search_page.parsing import LONGEST, clean, read, read_picked
from portal.cache.pages import cached_page, leave_out
from portal.documents import pdf
from portal.web.rate_limits import refuse_drawing

TOO_LONG = "Cherchez avec moins de mots\u00a0: deux cents caractères au plus.\n"


def _refused():
    return HttpResponse(TOO_LONG, content_type="text/plain; charset=utf-8", status=400)


def _named(content, kind, extension):
    """Queried again each time: a withdrawn practice leaves the next file."""
    response = HttpResponse(content, content_type=kind)
    name = exports.name(extension)
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
    rows = exports.selection(request.GET, state, exports.CSV_MOST)
    return _named(exports.table(rows), "text/csv; charset=utf-8", "csv")


@require_safe
@login_not_required
def selection_pdf(request):
    refuse_drawing(request)
    state = read(request.GET, Labels())
    if state.is_too_long:
        return _refused()
    rows = exports.selection(request.GET, state, exports.PDF_MOST)[: exports.PDF_MOST]
    said = exports.describe_scope(state, is_ticked="fiche" in request.GET)
    try:
        content = exports.document(rows, said)
    except pdf.Failed as problem:
        return render(request, "observatory/no_pdf.html", {"sentence": str(problem)}, status=503)
    return _named(content, "application/pdf", "pdf")


PAGE, PART = "observatory/search_page/page.html", "observatory/search_page/part.html"


def is_part(request):
    """Requested by the page's script: the answer is the results only."""
    headers = request.headers
    return "HX-Request" in headers and "HX-History-Restore-Request" not in headers


@cached_page("theme", "famille", "region", "taille", "annee", "tri", "page")
@require_safe
@login_not_required
def practice_list(request):
    """400 for a text that is too long, 404 for a page out of range."""
    labels = Labels()
    state = replace(read(request.GET, labels), picked=read_picked(request.GET))
    context = pages.content(state, labels)
    status = 400 if state.is_too_long else 404 if context["is_nowhere"] else 200
    if context["answer"].is_simplified:
        leave_out(request)  # the engine may be back a moment later
    context["is_picking"] = request.headers.get("HX-Trigger") == "fiches"
    context["is_turned"] = "HX-Boosted" in request.headers
    response = render(request, PART if is_part(request) else PAGE, context, status=status)
    if is_part(request):
        response["Cache-Control"] = "no-store"
        changed = "HX-Replace-Url" if context["is_picking"] else "HX-Push-Url"
        response[changed] = state.url()
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
@login_not_required
def suggestions(request):
    """Autocompletion; what is typed is not stored."""
    typed = clean(request.GET.get("q", ""))
    found = engines.suggest(typed) if len(typed) <= LONGEST else []
    rows = [{"text": one.text, "slug": one.slug} for one in found]
    response = JsonResponse({"rows": rows}, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "private, max-age=60"
    return response
