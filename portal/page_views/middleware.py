"""Middleware that counts page views of declared public pages, cached ones included; robots and prefetching excluded."""

import re

from django.conf import settings

from portal.page_views.counts import TALLY, write_counts
from portal.page_views.registry import is_counted

ROBOT = re.compile(
    r"bot|crawl|spider|slurp|preview|fetch|scan|monitor|headless|lighthouse|curl|wget|python|java/|"
    r"go-http|okhttp|axios|facebookexternal|embedly|archive",
    re.I,
)
READ = (200, 304)


class PageViewCounter:
    """Outside of the cached pages, which are answered before any view."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if settings.COUNTS_READS:
            if response.status_code in READ and (name := viewed(request)):
                TALLY.add(name, request.path, is_member=is_member(request))
            write_counts()
        return response


def viewed(request):
    """Name of the URL of a counted page that a person asks to read, or "" for any other request."""
    if request.method != "GET" or "HTTP_HX_REQUEST" in request.META:
        return ""
    match = request.resolver_match
    # A cached page was answered without looking its address up.
    name = match.view_name if match else getattr(request, "view_name", "")
    if not is_counted(name, is_member=is_member(request)):
        return ""
    agent = request.META.get("HTTP_USER_AGENT", "")
    purpose = request.META.get("HTTP_SEC_PURPOSE", "") + request.META.get("HTTP_PURPOSE", "")
    return "" if not agent or ROBOT.search(agent) or "prefetch" in purpose else name


def is_member(request):
    """Whether a session is said, without asking whose: reading it would cost a query."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES
