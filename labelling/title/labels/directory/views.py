"""Views of the public directory: list, organism, open data files, dictionary."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

from labelling.title.labels.directory import (
    badge,
    exports,
    figures,
    opendata,
    organisms,
    pages,
    sentences,
)
from labelling.title.labels.directory import listing as read_book
from labelling.title.labels.directory.forms import DirectoryFilter
from portal.cache.pages import cached_page
from portal.core.csv_sheets import sheet
from portal.documents.pictures import sized
from portal.documents.views import inline_image
from portal.web.pagination import Paginator

TYPE = "image/svg+xml; charset=utf-8"


def _find_badge(slug):
    if found := badge.badge_of(slug):
        return found
    raise Http404


@require_safe
@login_not_required
@conditional_page
def picture(request, slug):
    """No script, no cookie: another site shows it, and learns nothing of who looks."""
    context = {"badge": _find_badge(slug)}
    response = render(request, "labelling/labels/badge.svg", context, content_type=TYPE)
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_cache_control(response, public=True, max_age=badge.seconds())
    return response


@require_safe
@login_not_required
def page(request, slug):
    image = reverse("labelling:badge_picture", args=[slug])
    context = {
        "badge": _find_badge(slug),
        "image": image,
        "address": request.build_absolute_uri(request.path),
        "image_url": request.build_absolute_uri(image),
    }
    response = render(request, "labelling/labels/badge.html", context)
    scope = "private" if request.user.is_authenticated else "public"
    patch_cache_control(response, max_age=badge.seconds(), **{scope: True})
    return response


SIZES = {"vignette": "card", "image": "page"}


@require_safe
@login_not_required
def organism_picture(request, slug, size, form):
    """The picture of an organism that the directory shows today (BR-70), else 404."""
    if size not in SIZES:
        raise Http404
    stored = organisms.public_size(slug, sized(SIZES[size], form))
    if stored is None:
        raise Http404
    return inline_image(stored)


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
    told = pages.counts(form)
    page = Pages(pages.rows(form), PAGE, pages.total(form, told)).get_page(request.GET.get("page"))
    context = {
        "form": form.cleaned,
        "display_options": form.display_options,
        "asked": form.asked,
        "page": page,
    }
    context |= pages.content(page, form, told)
    return fresh(render(request, "labelling/labels/directory.html", context), request)


@require_safe
@login_not_required
def suggestions(request):
    """What a reader with JavaScript is led to while typing: organisms of the register, towns."""
    rows = sentences.suggested(request.GET.get("q", "")[:80])
    return fresh(JsonResponse({"rows": rows}), request)


def _entries(request):
    """Every row that the filters keep: those of the page, one after the other."""
    form = DirectoryFilter(request.GET)
    return read_book.stream(
        read_book.rows(**form.filters, tri=form.display_options.get("tri", "nom"))
    )


@require_safe
@login_not_required
def directory_csv(request):
    pieces = exports.table(_entries(request))
    response = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="annuaire-qualihlm.csv"'
    return fresh(response, request)


@require_safe
@login_not_required
def directory_json(request):
    where = request.build_absolute_uri(reverse("labelling:directory_schema"))
    pieces = exports.document(_entries(request), where)
    return fresh(StreamingHttpResponse(pieces, content_type="application/json"), request)


@require_safe
@login_not_required
def directory_geojson(request):
    where = request.build_absolute_uri(reverse("labelling:directory_schema"))
    pieces = exports.features(_entries(request), where)
    return fresh(StreamingHttpResponse(pieces, content_type="application/geo+json"), request)


@cached_page()
@require_safe
@login_not_required
def dictionary(request):
    context = pages.dictionary()
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
    context = organisms.content(slug)
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
