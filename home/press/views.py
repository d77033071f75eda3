"""Public views of a series of figures: its page, its drawing (SVG), its table (CSV)."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

from home.press.drawing import drawn
from labelling import public
from portal.cache.pages import cached_page
from portal.core.csv_sheets import sheet
from portal.ui import structured_data

HOUR = 3600
HEAD = ("annee", "valeur", "unite", "etat_au", "origine", "source", "licence")
COUNTED = "compté dans le registre"
SOURCE = "Portail Quali’Hlm, registre du label"


def _find_series(name):
    if found := public.series(name):
        return found
    raise Http404


def _kept(response):
    """Of a day, for everybody: another site may show it."""
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_cache_control(response, public=True, max_age=HOUR)
    return response


@cached_page()
@require_safe
@login_not_required
def series_page(request, name):
    found = _find_series(name)
    others = [one for one in public.series_titles() if one[0] != name]
    context = {
        "series": found,
        "others": others,
        "licence": public.LICENCE,
        "structured": _structured(found),
        "trail": [("Accueil", "/"), ("Presse", "/presse/"), (found.title, "")],
    }
    return render(request, "home/press/series.html", context)


def _structured(series):
    files = [reverse(f"home:press_series_{kind}", args=[series.name]) for kind in ("csv", "svg")]
    return structured_data.describe_thing(
        "Dataset",
        reverse("home:press_series", args=[series.name]),
        name=f"{series.title}, par année",
        description=series.definition,
        license="https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
        creator=structured_data.PUBLISHER,
        distribution=[
            {"@type": "DataDownload", "contentUrl": structured_data.absolute(url)} for url in files
        ],
    )


@require_safe
@login_not_required
@conditional_page
def series_svg(request, name):
    """Title, source and licence are inside: they go where the drawing goes."""
    context = drawn(_find_series(name)) | {"licence": public.LICENCE, "source": SOURCE}
    context["address"] = request.build_absolute_uri(request.path)
    kind = "image/svg+xml; charset=utf-8"
    return _kept(render(request, "home/press/series.svg", context, content_type=kind))


@require_safe
@login_not_required
@conditional_page
def series_csv(request, name):
    found = _find_series(name)
    lines = [
        (
            one.year,
            one.value,
            found.unit,
            _day(found, one),
            one.report or COUNTED,
            SOURCE,
            public.LICENCE,
        )
        for one in found.points
    ]
    response = HttpResponse(sheet(HEAD, lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="qualihlm-{name}.csv"'
    return _kept(response)


def _day(series, point):
    """The last day of a past year, today of this one."""
    return series.day if point.year == str(series.day.year) else f"{point.year}-12-31"
