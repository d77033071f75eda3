"""robots.txt and sitemap.xml: what crawlers may visit, and every public address with its last change."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from community.public import public_questions
from home.regions.views import by_slug
from home.site_map import tree
from labelling import public
from observatory.public import published_practices

CLOSED = ("/espace/", "/cms/", "/compte/", "/recherche/", "/demo/", "/inscription/")
NAMED = (
    "labelling:directory",
    "labelling:verify_form",
    "labelling:published_reports",
    "home:framework",
    "home:questions",
    "home:regions",
    "home:alert",
    "observatory:list",
)
A_FILE = 5_000  # addresses; the protocol allows ten times as many
XML = "application/xml; charset=utf-8"


@require_safe
@login_not_required
def robots(request):
    if settings.IS_REHEARSAL:
        return HttpResponse(
            "User-agent: *\nDisallow: /\n", content_type="text/plain; charset=utf-8"
        )
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), "Allow: /", ""]
    lines.append(f"Sitemap: {settings.PORTAL_ADDRESS}{reverse('home:sitemap_index')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@login_not_required
def sitemap_index(request):
    """One file for each A_FILE addresses."""
    numbers = range(1, 1 + max(1, -(-len(addresses()) // A_FILE)))
    files = [settings.PORTAL_ADDRESS + reverse("home:sitemap", args=[n]) for n in numbers]
    return render(request, "home/sitemap_index.xml", {"files": files}, content_type=XML)


@require_safe
@login_not_required
def sitemap(request, number):
    rows = addresses()[(number - 1) * A_FILE : number * A_FILE] if number > 0 else []
    if not rows:
        raise Http404
    return render(request, "home/sitemap.xml", {"rows": rows}, content_type=XML)


def addresses():
    """[(address, last change or None)] of every public page: site, organisms, practices, other entry points."""
    pages = tree.published().order_by("path").values_list("url_path", "last_published_at")
    found = [(tree.address(url_path), changed) for url_path, changed in pages]
    found += [(reverse(name), None) for name in NAMED]
    found += [(reverse("home:region", args=[slug]), None) for slug in by_slug()]
    found += [
        (reverse("home:press_series", args=[name]), None) for name, _ in public.series_titles()
    ]
    for entry in public.directory_entries():
        label = entry["label"]
        address = reverse("labelling:directory_organism", args=[entry["organism"].slug])
        found.append((address, label.since_at if label else None))
    found += [(one.get_public_url(), one.since_at) for one in published_practices()]
    found += [(one.get_public_url(), one.since_at) for one in public_questions()]
    found += [(one[0].get_year_url(), one[0].published_at) for one in public.published_reports()]
    return [(settings.PORTAL_ADDRESS + path, changed) for path, changed in found]
