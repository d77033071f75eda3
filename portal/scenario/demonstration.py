"""Demonstration pages: sign-in as a persona, mails that left."""

import re
from email.utils import parsedate_to_datetime
from functools import wraps

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from portal.access.models import Persona
from portal.accounts import sessions
from portal.core import clock
from portal.notifications import backends
from portal.notifications.catalogue import line
from portal.notifications.models import Message
from portal.web.pagination import Paginator

MAILS_A_PAGE = 30


def demo_only(view):
    """Anywhere but in the demonstration these addresses do not exist."""

    @login_not_required
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not (settings.DEMO_DOORS and settings.IS_DEMO):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def personas():
    """Invented people only, whose account is open."""
    rows = Persona.objects.filter(user__is_demo=True, user__is_active=True)
    return rows.select_related("user")


@demo_only
@require_GET
def doors(request):
    return render(request, "portal/scenario/demo_doors/personas.html", {"personas": personas()})


@demo_only
@require_POST
def enter(request, name):
    """One click, no password, no second factor: the session says so, for the demonstration only."""
    persona = personas().filter(name=name).first()
    if persona is None:
        raise Http404
    logout(request)
    get_adapter().login(request, persona.user)
    request.session[sessions.BY_DEMO_DOOR] = True
    UserSession.objects.create_from_request(request)
    return redirect("space")


@demo_only
@require_GET
def mails(request):
    """Newest first; only the page's files are opened."""
    page = Paginator(backends.written(settings.MAIL_ROOT), MAILS_A_PAGE).get_page(
        request.GET.get("page")
    )
    rows = [_read_headers(identifier) | {"id": identifier} for identifier in page]
    context = {"page": page, "rows": rows, "waiting": waiting()}
    return render(request, "portal/scenario/demo_doors/mails.html", context)


def waiting():
    """What will leave later, the nearest first: the second of the day about a dossier, a digest, a pause."""
    rows = Message.objects.filter(state=Message.State.PENDING, person__isnull=False)
    later = rows.filter(not_before__gt=clock.now()).select_related("person")
    return [
        {"message": row, "title": line(row.notice).title}
        for row in later.order_by("not_before", "pk")[:MAILS_A_PAGE]
    ]


@demo_only
@require_GET
def one_mail(request, identifier):
    """Text only: no part of a message is ever interpreted."""
    try:
        message = backends.read(settings.MAIL_ROOT, identifier)
    except FileNotFoundError:
        raise Http404 from None
    text = message.get_body(preferencelist=("plain",))
    page = _headers(message) | {
        "text": text.get_content() if text else "",
        "attachments": [
            part.get_filename() or "pièce sans nom" for part in message.iter_attachments()
        ],
        "headers": list(message.items()),
    }
    return render(request, "portal/scenario/demo_doors/mail.html", page)


def _read_headers(identifier):
    return _headers(backends.read(settings.MAIL_ROOT, identifier))


def _headers(message):
    """Subject, people and date, as text."""
    said = {key: _plain(message.get(key, "")) for key in ("subject", "to", "from")}
    date = message.get("date")
    return said | {"at": parsedate_to_datetime(date) if date else None}


def _plain(value):
    return re.sub(r"\s+", " ", str(value)).strip()


urlpatterns = [
    path("", doors, name="demo_doors"),
    path("entrer/<slug:name>/", enter, name="demo_enter"),
    path("courriels/", mails, name="demo_mails"),
    path("courriels/<slug:identifier>/", one_mail, name="demo_mail"),
]
