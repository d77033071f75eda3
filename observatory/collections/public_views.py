"""The référent's selections, which anybody reads."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from observatory.collections import pages
from observatory.collections.models import Collection
from observatory.collections.views import csv_answer
from portal.cache.pages import cached_page
from portal.web.pages import visible_or_404


def _find(request, slug):
    rows = pages.ROWS.filter(state="public")
    return visible_or_404(Collection, request.user, rows=rows, slug=slug)


@cached_page()
@require_safe
@login_not_required
def selections(request):
    rows = pages.selections()
    return render(request, "observatory/collections/selections.html", {"rows": rows})


@cached_page()
@require_safe
@login_not_required
def selection(request, slug):
    found = _find(request, slug)
    context = {"collection": found, "rows": pages.entries(found)}
    return render(request, "observatory/collections/selection.html", context)


@require_safe
@login_not_required
def selection_csv(request, slug):
    return csv_answer(_find(request, slug))
