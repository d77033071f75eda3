"""Page cache for visitors without account, invalidated when public data change.

A process keeps them with the cache version and the day: a withdrawn label leaves in the transaction of its withdrawal,
one that ends at midnight. A page that depends on the hour, on a limit or on the person is not kept.
"""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import caches
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.middleware.csp import get_nonce
from django.utils.cache import get_conditional_response, patch_cache_control

from portal.cache import versions
from portal.core import clock
from portal.core.read_once import reading_once

_filters = set()  # of all kept pages: a query with another name is answered without the cache
_variations = []  # functions: what else a kept page depends on
LONGEST_QUERY, LARGEST = 80, 512 * 1024  # characters, bytes


def register_filters(*names: str) -> None:
    """Filters of the address that a kept page may depend on, besides those of `cached_page`."""
    _filters.update(names)


def register_variation(read: Callable) -> Callable:
    """`read()`, without a query once it has read, gives what kept pages depend on too: a banner that ends."""
    _variations.append(read)
    return read


def cached_page(*filters: str) -> Callable[[Callable], Callable]:
    """Marks a view whose answer to a stranger depends on its path and these filters alone."""
    register_filters(*filters)

    def mark(view):
        view.cached_by = frozenset(filters)
        return view

    return mark


def cache_page(request: HttpRequest, *filters: str) -> None:
    """Like `cached_page`, called while answering, with the filters of this answer."""
    request.cached_by = frozenset(filters)


def leave_out(request: HttpRequest) -> None:
    """Exclude this answer from the cache."""
    request.cached_by = None


class PageCache:
    """Middleware placed before sessions and compression: a kept page needs neither, and one query, the version's.

    A page is told at one version, that of its beginning, and reads once what it needs again (`read_once`).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.cached_by = request.stamp = request.page_key = None
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with reading_once(is_report=False):
            return self._read(request)

    def _read(self, request):
        key = request.page_key = _key(request)
        if key and (found := caches["pages"].get(key)) and found[0] == _stamp():
            _stamped, request.view_name, headers, content = found
            answer = HttpResponse(content if request.method == "GET" else b"", headers=headers)
            return get_conditional_response(request, etag=answer["ETag"], response=answer)
        response = self.get_response(request)
        if request.cached_by is None or response.status_code != 200:
            return response
        if not response.has_header("Cache-Control"):
            kind = {"no_cache": True} if request.stamp else {"private": True}
            patch_cache_control(response, **kind)
        if not request.stamp or not _may_keep(request, response):
            return response
        # Weak: browsers ask each time, and get a 304 while the content is unchanged.
        tag = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response.headers["ETag"] = tag
        view_name = request.resolver_match.view_name if request.resolver_match else ""
        kept = (request.stamp, view_name, dict(response.headers), response.content)
        caches["pages"].set(key, kept)
        return get_conditional_response(request, etag=tag, response=response)

    def process_view(self, request, view, _args, _kwargs):
        """The version is that of before the view reads, lest an older page be kept for a newer one."""
        request.cached_by = getattr(view, "cached_by", None)
        request.stamp = _stamp() if request.page_key and request.cached_by is not None else None


def _key(request):
    """Key of the page of a stranger: without account, session, form token, waiting message, nor fragment header."""
    own = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, CookieStorage.cookie_name)
    if any(name in request.COOKIES for name in own):
        return None
    if {"HTTP_AUTHORIZATION", "HTTP_HX_REQUEST"}.intersection(request.META):
        return None
    query = request.META.get("QUERY_STRING", "")
    if len(query) > LONGEST_QUERY or not _filters.issuperset(request.GET):
        return None
    is_compressed = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    asked = (request.get_host(), request.path, sorted(request.GET.lists()))
    return hashlib.sha256(repr((request.scheme, *asked, is_compressed)).encode()).hexdigest()


def _stamp():
    """(version, day, variations) for which a kept page is valid; None in a transaction, or without a database."""
    if versions.is_inside():
        return None
    try:
        return (versions.current(), clock.today(), *(read() for read in _variations))
    except (DatabaseError, InterfaceError):  # the page says itself whether it can do without
        return None


def _may_keep(request, response):
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
        and not any(word in said for word in ("private", "no-store"))
        and len(response.content) <= LARGEST
    )
