"""Preparation of a benchmark inside Django: addresses, sessions, query counts with cold and warm caches.

Cold: nothing in the cache, and just after a write to what the public reads, in a process that runs.

Prints one JSON list for `benchmarks.run`, which never imports Django: its own CPU must not count.
"""

import json
import time

import django

django.setup()

from django.conf import settings  # noqa: E402 -- after django.setup()
from django.core.cache import cache  # noqa: E402 -- same
from django.db import connection  # noqa: E402 -- same
from django.test import Client  # noqa: E402 -- same
from django.test.utils import CaptureQueriesContext  # noqa: E402 -- same

from benchmarks.pages import PAGES  # noqa: E402 -- same
from portal.accounts import sessions  # noqa: E402 -- same
from portal.cache import versions  # noqa: E402 -- same

HEADERS = {"host": "127.0.0.1", "x-forwarded-proto": "https"}


def client_of(user):
    """Signed in with a second factor, as production wants it of some."""
    client = Client(raise_request_exception=False, headers=HEADERS)
    if user:
        client.force_login(user)
        session = client.session
        session[sessions.PASSED] = True
        session["seen_at"] = (
            int(time.time()) + sessions.LONGEST
        )  # the last pages wait for their turn
        session.save()
    return client


def counted(client, path):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(path)
        size = len(response.getvalue())
    return response.status_code, size, len(queries)


def described(page):
    """The page ready to be measured, or why it cannot be."""
    try:
        path = page.path() if callable(page.path) else page.path
        user = page.who() if page.who else None
    except (AttributeError, LookupError) as reason:
        return {"absent": f"pas de données ({reason})"}
    if page.who and user is None:
        return {"absent": "personne pour la regarder"}
    client = client_of(user)
    client.get(path).close()  # what a process reads once in its life
    cache.clear()
    versions.bump()
    _, _, cold = counted(client, path)
    status, size, warm = counted(client, path)
    if status != 200:
        return {"absent": f"réponse {status} de {path}"}
    cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
    return {
        "path": path,
        "cookie": f"{settings.SESSION_COOKIE_NAME}={cookie.value}" if cookie else "",
        "cold": cold,
        "warm": warm,
        "size": size,
    }


def main():
    known = {"name", "most", "peer", "is_kept"}
    rows = [{key: getattr(page, key) for key in known} | described(page) for page in PAGES]
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
