"""Views of the timeline of an organism: its page, its dates to come as an iCalendar file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from labelling.parties.organisms.models import Organism
from labelling.steering.timeline import feeds as exporting
from labelling.steering.timeline import pages
from portal.calendar import feeds as ical
from portal.calendar.views import TYPE
from portal.web.pages import visible_or_404


@require_safe
def organism_timeline(request, slug):
    organism = visible_or_404(Organism, request.user, slug=slug)
    page = pages.timeline(organism, request.user, request.GET)
    return render(request, "labelling/timeline/timeline.html", page)


@require_safe
def timeline_ics(request, slug):
    """Signed in: who sees the organism reads its name; the dates are those that they see on the page."""
    organism = visible_or_404(Organism, request.user, slug=slug)
    found = exporting.moments(organism, request.user)
    answer = HttpResponse(
        ical.calendar(found, name=f"{organism}, dates à venir"), content_type=TYPE
    )
    answer["Content-Disposition"] = 'attachment; filename="dates-a-venir.ics"'
    answer["Cache-Control"] = "private, no-store"
    return answer
