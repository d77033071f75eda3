"""Page cache for visitors without account, invalidated when public data change.

Cached by each process with the cache version and the day: a withdrawn label leaves in the transaction of its
withdrawal, and one that ends at midnight, with every job stopped. A page that depends on the hour, on a limit
or on the person is not cached.
"""

import hashlib

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import caches
from django.db import DatabaseError, InterfaceError
from django.http import HttpResponse
from django.middleware.csp import get_nonce
from django.utils.cache import get_conditional_response, patch_cache_control

from portal.cache import versions
from portal.core import clock

_filters = set()  # of all cached pages: a query with another name is answered without the cache
_variations = []  # functions: what else a cached page depends on
LONGEST_QUERY = 80
LARGEST = 512 * 1024


def register_filters(*names):
    """Filters of the address that a cached page may depend on, besides those of `cached_page`."""
    _filters.update(names)


def register_variation(read):
    """`read()` gives a value that every cached page depends on besides the version and the day: a banner that ends.

    Asked at each request, hence without a query but the version's and, the first time, its own.
    """
    _variations.append(read)
    return read


def cached_page(*filters):
    """Marks a view whose answer to a stranger depends on its path and these filters alone."""
    register_filters(*filters)

    def mark(view):
        view.cached_by = frozenset(filters)
        return view

    return mark


def cache_page(request, *filters):
    """Like `cached_page`, called while answering, with the filters of this answer."""
    request.cached_by = frozenset(filters)


def leave_out(request):
    """Exclude this answer from the cache."""
    request.cached_by = None


class PageCache:
    """Middleware placed before sessions and compression: a cached page needs neither, and one query, the version's."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in ("GET", "HEAD"):
            request.cached_by = request.stamp = request.page_key = None
            return self.get_response(request)
        with versions.reading_one():
            return self._read(request)

    def _read(self, request):
        key = request.page_key = _key(request) if _is_stranger(request) else None
        if key and (found := caches["pages"].get(key)) and found[0] == _stamp():
            _, request.view_name, *kept = found
            answer = _served(request, *kept)
            return get_conditional_response(request, etag=answer["ETag"], response=answer)
        request.cached_by = request.stamp = None
        response = self.get_response(request)
        if request.cached_by is None or response.status_code != 200:
            return response
        stamp = request.stamp
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, **({"no_cache": True} if stamp else {"private": True}))
        if stamp and _may_cache(request, response):
            response.headers["ETag"] = _tag(response.content)
            kept = (stamp, _view_name(request), dict(response.headers), response.content)
            caches["pages"].set(key, kept)
            return get_conditional_response(request, etag=response["ETag"], response=response)
        return response

    def process_view(self, request, view, _args, _kwargs):
        """The version is that of before the view reads, lest an older page be kept for a newer one."""
        request.cached_by = getattr(view, "cached_by", None)
        request.stamp = _stamp() if request.page_key and request.cached_by is not None else None


def _is_stranger(request):
    """Whether the request has no account, session, form token, waiting message, nor fragment header."""
    own = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, CookieStorage.cookie_name)
    if any(name in request.COOKIES for name in own):
        return False
    return not {"HTTP_AUTHORIZATION", "HTTP_HX_REQUEST"}.intersection(request.META)


def _key(request):
    """Cache key by page, host, filters and compression; None for an unknown query parameter."""
    query = request.META.get("QUERY_STRING", "")
    if len(query) > LONGEST_QUERY or not _filters.issuperset(request.GET):
        return None
    parts = (
        request.scheme,
        request.get_host(),
        request.path,
        sorted(request.GET.lists()),
        "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _stamp():
    """(version, day, variations) for which a cached page is valid; None in a transaction, or without a database."""
    if versions.is_inside():
        return None
    try:
        version = versions.current()
    except (DatabaseError, InterfaceError):  # the page says itself whether it can do without
        return None
    return (version, clock.today(), *(read() for read in _variations))


def _may_cache(request, response):
    """Whether the answer is complete and public: no cookie, no nonce, no private header."""
    said = response.headers.get("Cache-Control", "")
    return (
        request.method == "GET"
        and request.cached_by.issuperset(request.GET)
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


def _view_name(request):
    """Which page it is, for what counts the answers: nothing looks the address of a cached one up."""
    return request.resolver_match.view_name if request.resolver_match else ""


def _tag(content):
    """Weak ETag: browsers revalidate each time and get a 304 while the content is unchanged."""
    return f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'


def _served(request, headers, content):
    response = HttpResponse(b"" if request.method == "HEAD" else content)
    for name, value in headers.items():
        response.headers[name] = value
    return response
