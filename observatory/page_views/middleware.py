"""The middleware that sees a public sheet go out, cached pages included; robots and prefetching are left aside."""

import re

from django.conf import settings

from observatory.page_views.tally import TALLY, hand_over

SHEET = re.compile(r"/observatoire/(?P<slug>[-a-zA-Z0-9_]+)/")
ROBOT = re.compile(
    r"bot|crawl|spider|slurp|preview|fetch|scan|monitor|headless|lighthouse|curl|wget|python|java/|"
    r"go-http|okhttp|axios|facebookexternal|embedly|archive",
    re.I,
)
READ = (200, 304)


class ReadCounter:
    """Outside of the cached pages, which are answered before any view."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if settings.COUNTS_READS:
            if response.status_code in READ and (slug := read_by_somebody(request)):
                TALLY.add(slug)
            hand_over()
        return response


def read_by_somebody(request):
    """The name of the sheet that a person asks to read, or "". Other pages of this shape name no sheet."""
    found = SHEET.fullmatch(request.path) if request.method == "GET" else None
    if found is None or "HTTP_HX_REQUEST" in request.META:
        return ""
    agent = request.META.get("HTTP_USER_AGENT", "")
    purpose = request.META.get("HTTP_SEC_PURPOSE", "") + request.META.get("HTTP_PURPOSE", "")
    return "" if not agent or ROBOT.search(agent) or "prefetch" in purpose else found["slug"]
