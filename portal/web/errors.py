"""The pages of what went wrong: 403, 404 and 500, each with what to do next."""

import logging
import secrets

from django.http import HttpResponse
from django.shortcuts import render

logger = logging.getLogger("portal.web.errors")
# When the page of the fault cannot be drawn either: no template, no stylesheet, no database.
BARE = (
    '<!doctype html><html lang="fr"><meta charset="utf-8"><title>Une panne de notre côté</title>'
    "<h1>Quelque chose s’est cassé chez nous.</h1>"
    "<p>Rien de ce que vous aviez enregistré n’est perdu. Revenez dans quelques minutes.</p>"
    "<p>Référence\u00a0: {}.</p></html>"
)


def forbidden(request, exception=None):
    return render(request, "403.html", {"sentence": str(exception or "")}, status=403)


def not_found(request, exception=None):
    """The same body for a foreign object and a missing one."""
    return render(request, "404.html", status=404)


def broken(request):
    """Whatever fails while it is drawn, an answer is given: what broke the page may break this one."""
    reference = secrets.token_hex(2).upper()
    try:
        return render(request, "500.html", {"reference": reference}, status=500)
    except Exception:  # any fault at all, of the database, the templates or the static files
        logger.exception("the page of fault %s could not be drawn", reference)
        return HttpResponse(BARE.format(reference), status=500)
