"""The results of the trophies, once they are published."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from observatory.trophies import pages
from observatory.trophies.models import TrophyEdition
from portal.cache.pages import cached_page


def _published(request):
    return TrophyEdition.objects.visible_to(request.user).filter(state="published")


@cached_page()
@require_safe
@login_not_required
def trophy_years(request):
    rows = [{"edition": one, "rows": pages.results(one)} for one in _published(request)[:3]]
    years = _published(request)[3:]
    return render(request, "observatory/trophies/years.html", {"rows": rows, "years": years})


@cached_page()
@require_safe
@login_not_required
def trophy_results(request, year):
    edition = _published(request).filter(year=year).first()
    if edition is None:
        raise Http404
    context = {"edition": edition, "rows": pages.results(edition)}
    return render(request, "observatory/trophies/results.html", context)
