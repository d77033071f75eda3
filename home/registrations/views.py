"""Views of iCalendar downloads: one event, or all those to come."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from home.pages.events import EventPage
from home.registrations.feeds import calendar, event_called

TYPE = "text/calendar; charset=utf-8"
AT_MOST = 300


@require_safe
@login_not_required
def agenda_ics(request):
    rows = EventPage.upcoming(limit=AT_MOST)
    return _file(calendar(rows, name="Agenda Quali’Hlm", user=request.user), "agenda-qualihlm")


@require_safe
@login_not_required
def event_ics(request, slug):
    event = event_called(slug)
    if event is None:
        raise Http404
    return _file(calendar([event], name=event.title, user=request.user), slug)


def _file(content, name):
    response = HttpResponse(content, content_type=TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response
