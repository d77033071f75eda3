"""Middleware of every answer: security headers and redirections of public pages."""

from wagtail.contrib.redirects.middleware import RedirectMiddleware

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
PRIVATE = ("/espace/", "/compte/", "/demo/", "/cms/", "/agenda/personnel/")


class Headers:
    """Security headers of all answers: errors, redirections and static files included."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path.startswith(PRIVATE):
            response.headers["Cache-Control"] = "private, no-store"
        if getattr(request, "signed_out", False):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


class Redirects(RedirectMiddleware):
    """Public pages move; a member's address that is missing is looked for nowhere else."""

    def process_response(self, request, response):
        if request.path.startswith(PRIVATE):
            return response
        return super().process_response(request, response)
