"""URLs of a benchmark: the portal's, and /banc/, a trivial view that costs our middleware alone."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from benchmarks.trivial import trivial
from portal.urls import handler403, handler404, handler500
from portal.urls import urlpatterns as portal_urlpatterns

__all__ = ("handler403", "handler404", "handler500", "urlpatterns")

urlpatterns = [path("banc/", login_not_required(trivial)), *portal_urlpatterns]
