"""Public views of the regions: their list, and the page of one for partners and local authorities."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from home.blocks import reading
from home.pages.figures import region_figures
from home.pages.partners import partners_of
from labelling import public
from observatory.public import published_practices
from portal.cache.pages import cached_page

FEW = 6
TRAIL = (("Accueil", "/"), ("Partenaires", "/partenaires/"))


def by_slug():
    """{« bretagne »: (code, name)}."""
    return {slugify(name): (code, name) for code, name in public.regions()}


@cached_page()
@require_safe
@login_not_required
def regions(request):
    labelled = {}
    for row in public.labelled_rows():
        labelled[row["region"]] = labelled.get(row["region"], 0) + 1
    rows = [
        {"slug": slug, "name": name, "many": labelled.get(code, 0)}
        for slug, (code, name) in by_slug().items()
    ]
    rows.sort(key=lambda row: row["slug"])
    context = {"rows": rows, "trail": [*TRAIL, ("Régions", "")]}
    return render(request, "home/regions/list.html", context)


@cached_page()
@require_safe
@login_not_required
def region(request, slug):
    if slug not in by_slug():
        raise Http404
    code, name = by_slug()[slug]
    organisms = list(public.club_organisms().filter(region=code).order_by("name__french"))
    context = {
        "code": code,
        "name": name,
        "organisms": organisms,
        "figures": region_figures(code, organisms),
        "engaged": list(public.engaged_organisms().filter(region=code).order_by("name__french")),
        "practices": list(published_practices(region=code, limit=FEW)),
        "partners": partners_of(code),
        "events": reading.events(4),
        "trail": [*TRAIL, ("Régions", "/partenaires/regions/"), (name, "")],
    }
    return render(request, "home/regions/page.html", context)
