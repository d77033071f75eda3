"""The organiser's pages of an event: who came, its materials, what was said of it; the member's own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from home.agenda import event_called
from home.gatherings import attendance, materials, opinions
from home.gatherings.forms import MaterialForm, OpinionForm, WalkInForm
from home.gatherings.models import EventMaterial
from home.models import Registration
from home.registrations import booking, desk
from home.registrations.models import OPINION, of_token
from home.registrations.retention import kept_for
from portal.web.pages import visible_or_404
from portal.workflow import Refused


def _organised(request, slug):
    """The event, to who organises; missing to others."""
    event = event_called(slug) if desk.organises(request.user) else None
    if event is None:
        raise Http404
    return event


@require_http_methods(["GET", "HEAD", "POST"])
def attendance_page(request, slug):
    event = _organised(request, slug)
    if request.method == "POST":
        present = _keys(request.POST.getlist("present"))
        return _done(request, event, attendance.note, "Les présences sont notées.", present)
    return _attendance(request, event, WalkInForm())


def _keys(typed):
    """Those that a row may have: longer ones were typed by nobody."""
    return [int(key) for key in typed if key.isdecimal() and len(key) < 16]


@require_POST
def walk_in(request, slug):
    event = _organised(request, slug)
    form = WalkInForm(request.POST)
    if not form.is_valid():
        return _attendance(request, event, form, 422)
    said = "La personne est ajoutée, et notée présente."
    return _done(request, event, attendance.walk_in, said, **form.cleaned_data)


def _done(request, event, act, said, *args, **facts):
    try:
        act(event, *args, by=request.user, **facts)
    except Refused as refused:
        return _attendance(request, event, WalkInForm(), 409, str(refused))
    messages.success(request, said)
    return redirect("home:attendance", event.slug)


def _attendance(request, event, form, status=200, refusal=""):
    page = {
        "event": event,
        "rows": attendance.stands(event),
        "counts": attendance.counts(event),
        "is_open": attendance.may_be_noted(event),
        "too_soon": attendance.TOO_SOON,
        "form": form,
        "refusal": refusal,
        "kept_for": kept_for(),
    }
    return _fresh(request, "home/gatherings/attendance.html", page, status)


@require_http_methods(["GET", "HEAD", "POST"])
def materials_page(request, slug):
    event = _organised(request, slug)
    form = MaterialForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        materials.add(event, by=request.user, **form.cleaned_data)
        messages.success(request, "Le document est ajouté.")
        return redirect("home:materials", slug)
    rows = materials.shown_to(request.user, event)
    page = {"event": event, "rows": rows, "form": form}
    status = 422 if form.errors else 200
    return _fresh(request, "home/gatherings/materials.html", page, status)


def _fresh(request, template, page, status=200):
    """Asked again when one comes back to it: what it offers may be done already."""
    response = render(request, template, page, status=status)
    add_never_cache_headers(response)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def material_drop(request, slug, number):
    """Asked before: nothing brings a file back."""
    event = _organised(request, slug)
    material = visible_or_404(EventMaterial, request.user, event=event, number=number)
    if request.method != "POST":
        page = {"event": event, "material": material}
        return _fresh(request, "home/gatherings/drop.html", page)
    materials.drop(material, by=request.user)
    messages.success(request, "Le document est retiré.")
    return redirect("home:materials", slug)


@require_safe
def results(request, slug):
    event = _organised(request, slug)
    page = {"event": event, **opinions.results(event)}
    return render(request, "home/gatherings/results.html", page)


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request, token):
    """The link of the mail: one answer a person, with an account or without."""
    registration = of_token(token, OPINION)
    if registration is None or registration.attended_at is None:
        raise Http404
    form = OpinionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opinions.give(registration, **form.cleaned_data)
        return redirect(request.path)
    is_answered = not opinions.may_answer(registration)
    page = {"event": registration.event, "form": form, "is_answered": is_answered}
    return render(request, "home/gatherings/opinion.html", page, status=422 if form.errors else 200)


@require_safe
def own(request):
    """« Mes inscriptions »: to come first, then past, with their materials and the question."""
    page = desk.own_page(request.user)
    return render(request, "home/gatherings/own.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def own_cancel(request, slug):
    """Asked before: the seat may go to somebody else at once."""
    rows = Registration.objects.visible_to(request.user).filter(person=request.user)
    one = rows.filter(event__slug=slug, cancelled_at=None).select_related("event").first()
    if one is None:
        raise Http404
    if request.method != "POST" or not booking.may_cancel(one):
        page = {"row": one, "may_cancel": booking.may_cancel(one)}
        status = 409 if request.method == "POST" else 200
        return _fresh(request, "home/gatherings/give_back.html", page, status)
    booking.cancel(one)
    messages.success(
        request, "Votre inscription est annulée\u00a0: la place sert à une autre personne."
    )
    return redirect("home:own_registrations")
