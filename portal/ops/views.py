"""Views of the health checks: for machines, for anybody, and the page « Services » of who watches."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.access.offices import desk
from portal.core import clock
from portal.ops import health
from portal.web.member_home import Block, register_home_block
from portal.web.navigation import SPACE, Entry, register_entry

TOLD = ("name", "label", "state", "detail")  # to anybody


@login_not_required
@require_safe
@never_cache
def live(request):
    """The process answers; nothing else is asked."""
    return HttpResponse("en vie\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
@never_cache
def ready(request):
    """Every service; 503 when one is down. JSON for machines, a page for people."""
    services = health.services()
    state = health.worst(services)
    status = 503 if state == health.DOWN else 200
    if request.get_preferred_type(["application/json", "text/html"]) == "text/html":
        page = {"services": services, "state": state, "is_rehearsal": settings.IS_REHEARSAL}
        return HttpResponse(render_to_string("portal/health.html", page), status=status)
    told = [{name: getattr(service, name) for name in TOLD} for service in services]
    return JsonResponse({"etat": state, "services": told}, status=status)


@require_safe
def services(request):
    if not desk(request.user, None):
        raise Http404
    found = health.services()
    failing = sorted(
        (one for one in found if not one.is_well), key=lambda one: one.state != health.DOWN
    )
    page = {
        "services": found,
        "failing": failing,
        "look": health.LOOKS[health.worst(found)],
        "at": clock.now(),
    }
    return render(request, "portal/ops/services.html", page)


@register_home_block
def home_block(user):
    """What failed at the worker's last look, for who can have it mended."""
    labels = health.failing() if desk(user, None) else []
    return Block("portal/ops/home.html", labels) if labels else None


register_entry(
    SPACE,
    Entry(
        "Services", "services", lambda user: desk(user, None), order=945, root="/espace/services/"
    ),
)
urlpatterns = [
    path("sante/", live, name="health_live"),
    path("sante/services/", ready, name="health_ready"),
    path("espace/services/", services, name="services"),
]
