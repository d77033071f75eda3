"""Public pages kept for strangers: one answer serves everybody until something public changes.

In the memory of each process; the key holds the generation and the day, so that a withdrawn label
leaves at its commit, and one that ends at midnight, with every job stopped. A page that depends on
the hour, on a limit or on the person is not `kept`.
"""

import hashlib

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache.backends.locmem import LocMemCache
from django.http import HttpResponse
from django.middleware.csp import get_nonce
from django.utils.cache import get_conditional_response, patch_cache_control

from portal.cache import versions
from portal.core import clock

KNOWN = frozenset(
    (
        "annee audit carte critere departement depuis famille fin locataires maturite mention mot "
        "nature ordre page perimetre public question region statut sujet taille theme tri"
    ).split()
)
LONGEST_QUERY = 80
LARGEST = 512 * 1024
SECONDS = 300  # after a write made outside the portal, which nothing here sees
PAGES = LocMemCache("public-pages", {"TIMEOUT": SECONDS, "OPTIONS": {"MAX_ENTRIES": 300}})


def kept(*filters):
    """Marks a view whose answer to a stranger depends on its path and these filters alone."""

    def mark(view):
        view.kept = KNOWN.intersection(filters)
        return view

    return mark


def keep(request, *filters):
    """The same, said while answering: what this very answer depends on; nothing of it when unsaid."""
    request.kept = KNOWN.intersection(filters)


class PageCache:
    """Outside sessions and compression: what is kept is served without either, and without SQL."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        key = _key(request) if _is_stranger(request) else None
        if key and (found := PAGES.get(key)):
            answer = _served(request, *found)
            return get_conditional_response(request, etag=answer["ETag"], response=answer)
        request.kept = None
        response = self.get_response(request)
        if request.kept is None or response.status_code != 200:
            return response
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, **({"no_cache": True} if key else {"private": True}))
        if key and _may_keep(request, response):
            response.headers["ETag"] = _tag(response.content)
            PAGES.set(key, (dict(response.headers), response.content))
            return get_conditional_response(request, etag=response["ETag"], response=response)
        return response

    def process_view(self, request, view, _args, _kwargs):
        request.kept = getattr(view, "kept", None)


def _is_stranger(request):
    """Nobody, without a session, a form's token or a message waiting; and not a fragment."""
    own = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, CookieStorage.cookie_name)
    if any(name in request.COOKIES for name in own):
        return False
    return request.method in ("GET", "HEAD") and not {
        "HTTP_AUTHORIZATION",
        "HTTP_HX_REQUEST",
    }.intersection(request.META)


def _key(request):
    """One a page, host, filters, compression, day and generation; None when the query is not known."""
    query = request.META.get("QUERY_STRING", "")
    if len(query) > LONGEST_QUERY or not KNOWN.issuperset(request.GET):
        return None
    if (now := versions.current()) is None:
        return None
    parts = (
        now,
        clock.today().isoformat(),
        request.scheme,
        request.get_host(),
        request.path,
        sorted(request.GET.lists()),
        "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _may_keep(request, response):
    """Whole, the same for all, and naming nobody: no cookie, no nonce, nothing said to be private."""
    said = response.headers.get("Cache-Control", "")
    return (
        request.method == "GET"
        and request.kept.issuperset(request.GET)
        and not response.streaming
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and not get_nonce(request)
        and not hasattr(response, "_csp_config")
        and response.headers.get("Content-Type", "").startswith("text/html")
        and "private" not in said
        and "no-store" not in said
        and len(response.content) <= LARGEST
    )


def _tag(content):
    """Weak: a browser asks each time, and is answered 304 as long as the page says the same."""
    return f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'


def _served(request, headers, content):
    response = HttpResponse(b"" if request.method == "HEAD" else content)
    for name, value in headers.items():
        response.headers[name] = value
    return response
