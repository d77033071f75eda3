"""Views of registration for people without account: register, confirm, cancel."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from home.gatherings import listing
from home.gatherings.forms import SeatForm
from home.pages.events import registration_state
from home.registrations import actions
from home.registrations.feeds import event_called
from home.registrations.forms import RegistrationForm
from home.registrations.models import registration_of_token
from home.registrations.retention import kept_for
from portal.web.forms import Form
from portal.web.pages import form_page
from portal.web.rate_limits import HOUR, Limit, refuse_beyond
from portal.web.submissions.public_forms import never_cached

SEATED = "Votre place est confirmée : le rendez-vous est dans votre calendrier."
WAITING = "Toutes les places sont prises : vous êtes en liste d’attente."
LIMIT = Limit(20, HOUR)


def _open_event(request, slug):
    """The event whose details this reader may see, else 404."""
    event = event_called(slug)
    if event is None or not event.takes_registrations or not event.opens_to(request.user):
        raise Http404
    return event


@never_cached
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def register(request, slug):
    event = _open_event(request, slug)
    if request.user.is_authenticated:
        return _with_account(request, event)
    # Told by the event alone, full or not: who was registered already is nobody else's business.
    query = {"liste": "attente"} if actions.free_seats(event) == 0 else {}
    return _seat_page(
        request,
        event,
        RegistrationForm,
        save=lambda form: _register(request, event, form),
        done=reverse("home:registration_received", args=[slug], query=query),
    )


def _register(request, event, form):
    """A robot gets the same answer, and nothing is written."""
    refuse_beyond(request, "event.register", LIMIT)
    if not form.is_a_machine:
        actions.register(event, **form.facts)


def _with_account(request, event):
    """Confirmation by a member: name, address and organism are known."""
    account = listing.account_of(request.user)
    return _seat_page(
        request,
        event,
        SeatForm,
        account=account,
        done="home:own_registrations",
        save=lambda form: actions.register(event, **account, **form.facts),
        said=lambda one: SEATED if one.confirmed_at else WAITING,
    )


def _seat_page(request, event, form_class, account=None, **given):
    context = {
        "event": event,
        "closed": actions.CLOSED.get(registration_state(event), ""),
        "is_full": actions.free_seats(event) == 0,
        "kept_for": kept_for(),
        "account": account,
    }
    return form_page(
        request, form_class, template="home/agenda/register.html", context=context, **given
    )


@never_cache
@login_not_required
@require_safe
def received(request, slug):
    event = _open_event(request, slug)
    context = {"event": event, "is_waiting": request.GET.get("liste") == "attente"}
    return render(request, "home/agenda/received.html", context)


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request, token):
    """GET shows the button, POST cancels: programs that follow links cancel nothing."""
    registration = registration_of_token(token)
    if registration is None:
        raise Http404
    return form_page(
        request,
        Form,
        template="home/agenda/cancel.html",
        context={"registration": registration},
        save=lambda form: actions.cancel(registration),
        done=request.path,
    )
