"""Views of an event: attendance, materials and opinions for the organiser; the member's own page."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from home.gatherings import actions, answers, listing
from home.gatherings.forms import MaterialForm, OpinionForm, WalkInForm
from home.gatherings.models import EventMaterial
from home.registrations import actions as booking
from home.registrations.actions import free_seats
from home.registrations.feeds import event_called
from home.registrations.models import OPINION, Registration, registration_of_token
from home.registrations.retention import kept_for
from portal.ui import words
from portal.web.forms import Form
from portal.web.pages import form_page, visible_or_404
from portal.web.pagination import Paginator
from portal.workflow import Refused

PAGE = 50


def _rows(request, slug):
    """The event and its registrations; 404 for whoever does not organise it."""
    event = event_called(slug) if listing.organises(request.user) else None
    if event is None:
        raise Http404
    rows = Registration.objects.visible_to(request.user).filter(event=event)
    return event, rows.order_by("registered_at", "pk")


@require_safe
def events(request):
    if not listing.organises(request.user):
        raise Http404
    page = Paginator(listing.events(), PAGE).get_page(request.GET.get("page"))
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
    response = HttpResponse(listing.table(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="inscriptions-{slug}.csv"'
    return response


SHEET = "home/gatherings/attendance.html"
GONE = "Ce rendez-vous est passé, ou votre présence est notée."


def _organised(request, slug):
    """The event, for its organisers; else 404."""
    event = event_called(slug) if listing.organises(request.user) else None
    if event is None:
        raise Http404
    return event


@require_http_methods(["GET", "HEAD", "POST"])
def attendance_page(request, slug):
    event = _organised(request, slug)
    present = _keys(request.POST.getlist("present"))
    return form_page(
        request,
        Form,
        template=SHEET,
        context=_sheet(event) | {"walk_in": WalkInForm()},
        save=lambda form: actions.note(event, present, by=form.by),
        said="Les présences sont notées.",
        done=request.path,
    )


def _keys(typed):
    """Primary keys posted; longer numbers are dropped."""
    return [int(key) for key in typed if key.isdecimal() and len(key) < 16]


@require_POST
def walk_in(request, slug):
    event = _organised(request, slug)
    return form_page(
        request,
        WalkInForm,
        name="walk_in",
        template=SHEET,
        context=_sheet(event),
        save=lambda form: actions.walk_in(event, by=form.by, **form.facts),
        said="La personne est ajoutée, et notée présente.",
        done=reverse("home:attendance", args=[event.slug]),
    )


def _sheet(event):
    return {
        "event": event,
        "rows": actions.stands(event),
        "counts": actions.counts(event),
        "is_open": actions.may_be_noted(event),
        "too_soon": actions.TOO_SOON,
        "kept_for": kept_for(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def materials_page(request, slug):
    event = _organised(request, slug)
    return form_page(
        request,
        MaterialForm,
        template="home/gatherings/materials.html",
        context={"event": event, "rows": actions.materials_for(request.user, event)},
        save=lambda form: actions.add_each(event, by=form.by, **form.facts),
        said=lambda made: words.done(made, "Le document est ajouté", "documents sont ajoutés"),
        done=request.path,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def material_drop(request, slug, number):
    """With a confirmation: a file cannot be brought back."""
    event = _organised(request, slug)
    material = visible_or_404(EventMaterial, request.user, event=event, number=number)
    return form_page(
        request,
        Form,
        template="home/gatherings/drop.html",
        context={"event": event, "material": material},
        save=lambda form: actions.drop(material, by=form.by),
        said="Le document est retiré.",
        done=reverse("home:materials", args=[slug]),
    )


@require_safe
def results(request, slug):
    event = _organised(request, slug)
    page = {"event": event, **answers.results(event)}
    return render(request, "home/gatherings/results.html", page)


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request, token):
    """Link of the mail: one answer a person, with or without an account."""
    registration = registration_of_token(token, OPINION)
    if registration is None or registration.attended_at is None:
        raise Http404
    page = {"event": registration.event, "is_answered": not answers.may_answer(registration)}
    return form_page(
        request,
        OpinionForm,
        template="home/gatherings/opinion.html",
        context=page,
        save=lambda form: answers.give(registration, **form.facts),
        done=request.path,
    )


@require_safe
def own(request):
    """« Mes inscriptions »: to come, then past, with materials and the opinion."""
    page = listing.own_page(request.user)
    return render(request, "home/gatherings/own.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def own_cancel(request, slug):
    """With a confirmation: the seat may go to somebody else at once."""
    rows = Registration.objects.visible_to(request.user).filter(person=request.user)
    one = rows.filter(event__slug=slug, cancelled_at=None).select_related("event").first()
    if one is None:
        raise Http404
    return form_page(
        request,
        Form,
        template="home/gatherings/give_back.html",
        context={"row": one, "may_cancel": booking.may_cancel(one)},
        save=lambda form: _give_back(one),
        said="Votre inscription est annulée\u00a0: la place sert à une autre personne.",
        done="home:own_registrations",
    )


def _give_back(registration):
    if not booking.may_cancel(registration):
        raise Refused(GONE)
    booking.cancel(registration)
