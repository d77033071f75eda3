"""Middleware of every answer: submissions, refusals, security headers, redirections."""

from django.http import HttpResponseNotAllowed
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from portal.cache.redis_cache import CacheDown
from portal.spreadsheets.sheets import Unreadable
from portal.web.errors import not_allowed, refused
from portal.web.rate_limits import TooMany
from portal.web.submissions import once
from portal.workflow import Refused

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
REFUSALS = (Refused, TooMany, CacheDown, Unreadable)
ALLOWED = ("GET", "HEAD", "OPTIONS", "POST")
OWN_METHODS = ("/api/", "/cms/")  # these say by themselves what they do not take
PRIVATE = ("/espace/", "/compte/", "/demo/", "/cms/", "/agenda/personnel/")


class Headers:
    """Security headers of all answers: errors, redirections and static files included."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_refused = _is_refused(request)
        response = HttpResponseNotAllowed(ALLOWED) if is_refused else self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path.startswith(PRIVATE):
            response.headers["Cache-Control"] = "private, no-store"
        if getattr(request, "signed_out", False):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


def _is_refused(request):
    """No method of a page: a view that asks for none in particular would answer it as a GET."""
    if request.method in ALLOWED:
        return False
    return request.method == "TRACE" or not request.path.startswith(OWN_METHODS)


class Redirects(RedirectMiddleware):
    """Public pages move; a member's address that is missing is looked for nowhere else."""

    def process_response(self, request, response):
        if request.path.startswith(PRIVATE):
            return response
        return super().process_response(request, response)


class Submissions:
    """What is sent twice has one effect (G25b); a refusal that no form shows has its page, a 405 too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 405 and request.method == "GET" and not response.content:
            return not_allowed(request, response["Allow"])
        return response

    def process_view(self, request, view, args, kwargs):
        """The view itself is called from here: its exception takes back the key and what was written."""
        if once.key_of(request) is None:
            return None
        try:
            return once.run(view, request, *args, **kwargs)
        except REFUSALS as refusal:
            return refused(request, refusal)

    def process_exception(self, request, exception):
        return refused(request, exception) if isinstance(exception, REFUSALS) else None
