"""Error pages: 403, 404, 405, 409, 500 and 503, each with what to do next."""

import logging
import secrets
import sys
import traceback
from math import ceil

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from portal.cache.redis_cache import REST, CacheDown
from portal.core.logs import told_path
from portal.spreadsheets.sheets import Unreadable
from portal.web import outages
from portal.web.rate_limits import TooMany
from portal.workflow import Forbidden, Problem, Refused, Stale

logger = logging.getLogger("portal.web.errors")
REHEARSAL = "<p><strong>Répétition.</strong></p>"
STALE = "Ceci a changé depuis l’affichage de la page. Relisez, puis recommencez."
# When the page of the fault cannot be drawn either: no template, no stylesheet, no database.
BARE = (
    '<!doctype html><html lang="fr"><meta charset="utf-8"><title>Une panne de notre côté</title>'
    "<h1>Quelque chose s’est cassé chez nous.</h1>"
    "<p>Rien de ce que vous aviez enregistré n’est perdu. Revenez dans quelques minutes.</p>"
    "<p>Référence\u00a0: {}.</p></html>"
)
# While a service that the very page of a fault needs is away: nothing is asked of it once more.
AWAY = (
    '<!doctype html><html lang="fr"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Un instant</title>'
    "<h1>Un instant, nous ne pouvons pas vous répondre.</h1>"
    "<p>{} Ce qui était enregistré est gardé. Revenez en arrière et recommencez dans une minute\u00a0: ce que vous "
    "aviez écrit est toujours dans la page.</p><p>Référence\u00a0: {}.</p></html>"
)


def forbidden(request, exception=None):
    return render(request, "403.html", {"sentence": str(exception or "")}, status=403)


def refused(request, refusal):
    """503 when tries cannot be counted, 429 beyond a limit, 403 to whom the act never belongs or whose page a
    state closes, else 409.

    The 409 says what mends it, to whom the act belongs.
    """
    if isinstance(refusal, CacheDown):
        logger.error("the shared cache does not answer: %s is refused", told_path(request))
        wait = {"Retry-After": str(ceil(REST) * 10)}
        return HttpResponse(render_to_string("503.html", request=request), status=503, headers=wait)
    if isinstance(refusal, TooMany):
        wait = {"Retry-After": str(refusal.seconds)}
        return HttpResponse(render_to_string("429.html", request=request), status=429, headers=wait)
    if isinstance(refusal, Unreadable):
        refusal = Refused(Problem(refusal.code, refusal.sentence))
    page = {"sentence": str(refusal), "thing": refusal.thing}
    if isinstance(refusal, Forbidden):
        return render(request, "403.html", page | {"heading": refusal.heading}, status=403)
    if isinstance(refusal, Stale):
        return render(request, "409.html", page | {"sentence": STALE}, status=409)
    page["mends"] = [one for one in mendable(refusal.thing, refusal, request.user) if one.mend]
    return render(request, "409.html", page, status=409)


def mendable(thing, refusal, user):
    """The problems of a refusal: where `user` may not write, the sentence without its link."""
    table = getattr(thing, "workflow", None)
    return table.mendable(thing, refusal.problems, user) if table else tuple(refusal.problems)


def not_found(request, exception=None):
    """The same body for a foreign object and a missing one."""
    return render(request, "404.html", status=404)


def not_allowed(request, allowed):
    """An address that a button sends to, opened by hand or after signing in: the page above it has the button."""
    parent = request.path.rstrip("/").rpartition("/")[0] + "/"
    try:
        # The site's own pattern takes whatever address nobody else does, there is no page behind it here.
        is_page = resolve(parent).url_name != "wagtail_serve"
    except Resolver404:
        is_page = False
    parent = "../" if is_page else ""  # the same words for another's thing and for a missing one
    response = render(request, "405.html", {"parent": parent}, status=405)
    response.headers["Allow"] = allowed
    return response


def _log(request, reference):
    """One line a fault, under the reference that its page shows: where and how, and nothing that somebody typed.

    The message of an exception is left out: a database quotes there the very row that it refuses.
    """
    kind, _fault, where = sys.exc_info()
    path = "".join(traceback.format_tb(where)) if where else ""
    try:
        person = getattr(getattr(request, "user", None), "pk", None)
    except Exception:  # who it is is asked of what is away
        person = "unknown"
    logger.error(
        "fault %s: %s at %s %s, person %s\n%s",
        reference,
        getattr(kind, "__name__", "unknown"),
        request.method,
        told_path(request),
        person,
        path,
    )


def broken(request):
    """Whatever fails while it is drawn, an answer is given: what broke the page may break this one."""
    reference = secrets.token_hex(2).upper()
    _log(request, reference)
    if sentence := outages.sentence(sys.exc_info()[1]):
        wait = {"Retry-After": str(outages.WAIT)}
        page = _marked(AWAY.format(sentence, reference))
        return HttpResponse(page, status=503, headers=wait)
    try:
        return render(request, "500.html", {"reference": reference}, status=500)
    except Exception:  # any fault at all, of the database, the templates or the static files
        logger.exception("the page of fault %s could not be drawn", reference)
        return HttpResponse(_marked(BARE.format(reference)), status=500)


def _marked(page):
    return page.replace("<h1>", f"{REHEARSAL}<h1>", 1) if settings.IS_REHEARSAL else page
