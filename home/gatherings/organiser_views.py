"""Views of the registrations for an event, for the Dircom and the référent: list and CSV."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from home.agenda import event_called
from home.gatherings import organiser_desk
from home.registrations.booking import free_seats
from home.registrations.models import Registration
from home.registrations.retention import kept_for
from portal.web.pagination import Paginator

PAGE = 50


def _rows(request, slug):
    """The event and its registrations; 404 for whoever does not organise it."""
    event = event_called(slug) if organiser_desk.organises(request.user) else None
    if event is None:
        raise Http404
    rows = Registration.objects.visible_to(request.user).filter(event=event)
    return event, rows.order_by("registered_at", "pk")


@require_safe
def events(request):
    if not organiser_desk.organises(request.user):
        raise Http404
    page = Paginator(organiser_desk.events(), PAGE).get_page(request.GET.get("page"))
    return render(request, "home/agenda/desk.html", {"page": page})


@require_safe
def registrations(request, slug):
    event, rows = _rows(request, slug)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"event": event, "page": page, "free": free_seats(event), "kept_for": kept_for()}
    return render(request, "home/agenda/registrations.html", context)


@require_safe
def registrations_csv(request, slug):
    _event, rows = _rows(request, slug)
    response = HttpResponse(organiser_desk.table(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="inscriptions-{slug}.csv"'
    return response
