"""Views of the calendar: its page, its feed, the iCalendar file of one moment.

No form page for `feed`: its answer is the address, shown once and kept nowhere; a redirection would lose it.
"""

import hashlib

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers, get_conditional_response
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.calendar import feeds, pages
from portal.calendar.dates import moments
from portal.calendar.models import CalendarFeed
from portal.core import clock
from portal.web.errors import not_found
from portal.web.pages import run_action

TYPE = "text/calendar; charset=utf-8"
CLOSED = "Votre agenda n’a plus d’adresse\u00a0: l’ancienne ne répond plus."


@require_safe
def month_or_week(request):
    page = pages.page_of(request.user, request.GET)
    return render(request, "portal/calendar/calendar.html", page)


@require_safe
def moment(request, code):
    """« Ajouter à mon agenda » : the whole title, for who is signed in and sees it."""
    today = clock.today()
    found = moments(request.user, today - feeds.BEHIND, today + feeds.AHEAD)
    one = next((one for one in found if one.code == code), None)
    if one is None:
        raise Http404
    response = HttpResponse(feeds.calendar([one], name=one.title), content_type=TYPE)
    response["Content-Disposition"] = f'attachment; filename="{code}.ics"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def feed(request):
    """What the address tells, then the address itself: shown in the answer to the POST, once."""
    page = {
        "feed": CalendarFeed.objects.visible_to(request.user).filter(person=request.user).first()
    }
    if request.method == "POST":
        secret = feeds.renew(request.user)
        page["address"] = settings.PORTAL_ADDRESS + reverse("calendar_feed_read", args=[secret])
    response = render(request, "portal/calendar/feed.html", page)
    add_never_cache_headers(response)
    response["Referrer-Policy"] = (
        "strict-origin"  # with none at all, a browser's form comes from nowhere
    )
    return response


@require_POST
def feed_close(request):
    return run_action(request, lambda: feeds.close(request.user), said=CLOSED, done="calendar_feed")


@require_safe
@login_not_required
def feed_read(request, secret):
    """No session: the address is the key. A closed account, an address renewed and none are one 404.

    An answer of 400 and more would write its path, hence the secret, in the log: it is said done.
    """
    found = CalendarFeed.of_secret(secret)
    if found is None:
        return _quiet(not_found(request))
    feeds.note_reading(found)
    content = feeds.content(found)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type=TYPE)
    response["ETag"] = etag
    response["Content-Disposition"] = 'inline; filename="agenda-qualihlm.ics"'
    return _quiet(get_conditional_response(request, etag=etag, response=response))


def _quiet(response):
    response._has_been_logged = True
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response
