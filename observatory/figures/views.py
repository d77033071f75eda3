"""The page of the figures, the same for everybody."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from observatory.figures import pages
from portal.cache.pages import cached_page


@cached_page()
@require_safe
@login_not_required
def practice_figures(request):
    return render(request, "observatory/figures/page.html", pages.content())
