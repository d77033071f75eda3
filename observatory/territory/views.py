"""The map of practices."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from observatory.search.facets import FACETS
from observatory.territory import pages
from portal.cache.pages import cached_page


@cached_page("carte", "departement", *FACETS)
@require_safe
@login_not_required
def practice_map(request):
    return render(request, "observatory/territory/map.html", pages.content(request.GET))
