"""The pages of a stranger who registers for an event, or gives a seat back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from home.agenda import event_called
from home.gatherings.forms import SeatForm
from home.pages.events import standing
from home.registrations import booking, desk
from home.registrations.forms import RegistrationForm
from home.registrations.models import of_token
from home.registrations.retention import kept_for
from portal.web.rate_limits import HOUR, Limit, allows
from portal.workflow import Refused

SEATED = "Votre place est confirmée : le rendez-vous est dans votre calendrier."
WAITING = "Toutes les places sont prises : vous êtes en liste d’attente."
LIMIT = Limit(20, HOUR)


def _open_event(request, slug):
    """The event that this reader may know all of; another is missing."""
    event = event_called(slug)
    if event is None or not event.takes_registrations or not event.opens_to(request.user):
        raise Http404
    return event


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def register(request, slug):
    event = _open_event(request, slug)
    if request.user.is_authenticated:
        return _with_account(request, event)
    form = RegistrationForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, event, form, 422 if form.is_bound and form.errors else 200)
    if request.method != "GET" and not allows(request, "event.register", LIMIT):
        return render(request, "429.html", status=429)
    if not form.is_a_machine:
        try:
            booking.register(event, **form.answers)
        except Refused as refused:
            return _page(request, event, form, 409, str(refused))
    return redirect("home:registration_received", slug)


def _with_account(request, event):
    """The second click of a member: their name, address and organism are known."""
    form, account = SeatForm(request.POST or None), desk.account_of(request.user)
    if request.method != "POST" or not form.is_valid():
        return _page(request, event, form, 422 if form.errors else 200, account=account)
    try:
        one = booking.register(event, **account, **form.cleaned_data)
    except Refused as refused:
        return _page(request, event, form, 409, str(refused), account)
    said = SEATED if one.confirmed_at else WAITING
    messages.success(request, said)
    return redirect("home:own_registrations")


def _page(request, event, form, status, refusal="", account=None):
    state = standing(event)
    context = {
        "event": event,
        "form": form,
        "refusal": refusal or booking.CLOSED.get(state, ""),
        "is_full": booking.free_seats(event) == 0,
        "kept_for": kept_for(),
        "account": account,
    }
    return render(request, "home/agenda/register.html", context, status=status)


@never_cache
@login_not_required
@require_safe
def received(request, slug):
    context = {"event": _open_event(request, slug)}
    return render(request, "home/agenda/received.html", context)


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request, token):
    """The link of the mail shows the button; only the button gives the seat back."""
    registration = of_token(token)
    if registration is None:
        raise Http404
    if request.method == "POST":
        booking.cancel(registration)
        return redirect(request.path)
    return render(request, "home/agenda/cancel.html", {"registration": registration})
