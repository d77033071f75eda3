"""Health checks for machines and people: process, database, cache, mails, worker, disk."""

import shutil
import time
from dataclasses import asdict, dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.cache.version_store import STORE
from portal.core import clock
from portal.notifications.models import Message
from portal.ops import worker

OK, WARN, DOWN = "ok", "attention", "panne"
LATE_MAIL, LOST_MAIL = 15 * 60, 2 * 3600  # seconds
SILENT_WORKER = 5 * 60
DISK_WARN, DISK_FULL = 0.80, 0.95


@dataclass(frozen=True)
class Service:
    name: str
    label: str
    state: str
    detail: str


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
    used = [check for *check, is_used in MORE if is_used()]
    services = [_check(*check) for check in (*CHECKS, *used)]
    states = {service.state for service in services}
    state = next(s for s in (DOWN, WARN, OK) if s in states)
    status = 503 if state == DOWN else 200
    if request.get_preferred_type(["application/json", "text/html"]) == "text/html":
        page = {"services": services, "state": state, "at": clock.now()}
        return HttpResponse(render_to_string("portal/health.html", page), status=status)
    return JsonResponse(
        {"etat": state, "services": [asdict(service) for service in services]}, status=status
    )


def _check(name, label, check):
    """A check answers (state, detail); one that raises is down, and its error is not told."""
    try:
        return Service(name, label, *check())
    except Exception:
        return Service(name, label, DOWN, "ne répond pas")


def database():
    start = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return OK, f"répond en {(time.perf_counter() - start) * 1000:.0f} ms"


def shared_cache():
    cache.set("portal:health", "1", timeout=60)
    if cache.get("portal:health") != "1":
        return DOWN, "ne garde pas ce qu’on lui confie"
    return OK, "répond"


def kept_pages():
    """Where the sign of a change cannot be written, no page is kept: slower, never wrong."""
    try:
        STORE.settle(is_tried=True)
    except OSError:
        return WARN, "aucune page n’est gardée : le signe des changements ne s’écrit pas"
    return OK, "gardées jusqu’au prochain changement"


def mails():
    """The age of the oldest mail that should have left, and how many were given up."""
    due = Message.objects.filter(state=Message.State.PENDING, not_before__lte=clock.now())
    given_up = Message.objects.filter(state=Message.State.FAILED).count()
    oldest = due.order_by("not_before").values_list("not_before", flat=True).first()
    age = (clock.now() - oldest).total_seconds() if oldest else 0
    detail = f"{due.count()} à envoyer, {given_up} abandonné(s)"
    if age > LOST_MAIL:
        return DOWN, detail
    return (WARN if age > LATE_MAIL or given_up else OK), detail


def background():
    age = worker.last_beat()
    if age is None:
        return DOWN, "jamais vu"
    return (DOWN if age > SILENT_WORKER else OK), f"vu il y a {age:.0f} s"


def disk():
    usage = shutil.disk_usage(settings.PRIVATE_ROOT if settings.PRIVATE_ROOT.exists() else "/")
    used = usage.used / usage.total
    state = DOWN if used >= DISK_FULL else WARN if used >= DISK_WARN else OK
    return state, f"{used:.0%} utilisé".replace("%", "\u00a0%")


CHECKS = (
    ("base", "Base de données", database),
    ("cache", "Cache partagé", shared_cache),
    ("pages", "Pages gardées", kept_pages),
    ("courriels", "Courriels", mails),
    ("travail-de-fond", "Travail de fond", background),
    ("disque", "Disque", disk),
)

MORE = []


def register_service(name, label, check, is_used):
    """Register a service that only some deployments have: `check()` is asked while `is_used()`."""
    MORE.append((name, label, check, is_used))


urlpatterns = [
    path("sante/", live, name="health_live"),
    path("sante/services/", ready, name="health_ready"),
]
