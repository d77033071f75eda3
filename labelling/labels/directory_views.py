"""Views of the public directory: list, organism, open data files, dictionary."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from labelling.labels import answering, directory_page, export, figures, opendata, organism_page
from labelling.labels import directory as register_of
from labelling.labels.forms import DirectoryFilter
from portal.cache.pages import cached_page
from portal.core.csv_sheets import sheet
from portal.web.pagination import Paginator

PAGE = 25


class Pages(Paginator):
    """The number of rows is given, when it is known already."""

    def __init__(self, rows, size, count=None):
        super().__init__(rows, size)
        if count is not None:
            self.count = count


def fresh(response, request):
    """Asked again each time: a withdrawal is seen at once; a page with somebody’s name stays theirs."""
    scope = "private" if request.user.is_authenticated else "public"
    patch_cache_control(response, no_cache=True, **{scope: True})
    return response


@cached_page(*(name for name in DirectoryFilter.base_fields if name != "q"), "page")
@require_safe
@login_not_required
def directory(request):
    form = DirectoryFilter(request.GET)
    told = directory_page.counts(form)
    page = Pages(directory_page.rows(form), PAGE, directory_page.total(form, told)).get_page(
        request.GET.get("page")
    )
    context = {
        "form": form.cleaned,
        "display_options": form.display_options,
        "asked": form.asked,
        "page": page,
    }
    context |= directory_page.content(page, form, told)
    return fresh(render(request, "labelling/labels/directory.html", context), request)


@require_safe
@login_not_required
def suggestions(request):
    """What a reader with JavaScript is led to while typing: organisms of the register, towns."""
    rows = answering.suggested(request.GET.get("q", "")[:80])
    return fresh(JsonResponse({"rows": rows}), request)


def _entries(request):
    """Every row that the filters keep: those of the page, one after the other."""
    form = DirectoryFilter(request.GET)
    return register_of.stream(
        register_of.rows(**form.filters, tri=form.display_options.get("tri", "nom"))
    )


@require_safe
@login_not_required
def directory_csv(request):
    pieces = export.table(_entries(request))
    response = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="annuaire-qualihlm.csv"'
    return fresh(response, request)


@require_safe
@login_not_required
def directory_json(request):
    where = request.build_absolute_uri(reverse("labelling:directory_schema"))
    pieces = export.document(_entries(request), where)
    return fresh(StreamingHttpResponse(pieces, content_type="application/json"), request)


@require_safe
@login_not_required
def directory_geojson(request):
    where = request.build_absolute_uri(reverse("labelling:directory_schema"))
    pieces = export.features(_entries(request), where)
    return fresh(StreamingHttpResponse(pieces, content_type="application/geo+json"), request)


@cached_page()
@require_safe
@login_not_required
def dictionary(request):
    context = directory_page.dictionary()
    return fresh(render(request, "labelling/labels/dictionary.html", context), request)


@require_safe
@login_not_required
def schema(request):
    return fresh(
        JsonResponse(opendata.schema(), json_dumps_params={"ensure_ascii": False}), request
    )


@cached_page()
@require_safe
@login_not_required
def directory_organism(request, slug):
    context = organism_page.content(slug)
    if context is None:
        raise Http404
    template = "held_before" if "answer" in context else "organism"
    template = "absorbed" if "is_gone" in context else template
    return fresh(render(request, f"labelling/labels/{template}.html", context), request)


@cached_page()
@require_safe
@login_not_required
def directory_figures(request):
    """Of audits it tells their photographs alone: taken at the validation, and watched."""
    return fresh(render(request, "labelling/labels/figures.html", figures.page()), request)


@require_safe
@login_not_required
def figures_csv(request):
    text = sheet(figures.COLUMNS, figures.lines(figures.tables()))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="chiffres-qualihlm.csv"'
    return fresh(response, request)
