"""Views of the search at /observatoire/ and of its autocompletion."""

from dataclasses import replace

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from observatory.search_page import engines, pages
from observatory.search_page.labels import Labels
from observatory.search_page.state import LONGEST, clean, read, read_picked
from portal.cache.pages import cached_page, leave_out

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
