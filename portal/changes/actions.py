"""Recording of visits: on a deliberate GET, at most every five minutes."""

from datetime import timedelta

from django.db.models import OuterRef, Subquery

from portal.changes.models import Visit
from portal.core import clock
from portal.workflow import audit_log

APART = timedelta(minutes=5)
AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")  # « prefetch », « prerender », « preview »


def with_last_visit(rows, person):
    """The same rows, each with `last_visit` (`person` or their key): the thing and its visit cost one query."""
    mine = Visit.objects.filter(
        person=getattr(person, "pk", person),
        thing_type=rows.model._meta.label_lower,
        thing_id=OuterRef("pk"),
    )
    return rows.annotate(last_visit=Subquery(mine.values("seen_at")[:1]))


def last_visit(user, thing):
    """When `user` saw it last, or None."""
    if hasattr(thing, "last_visit"):
        return thing.last_visit
    mine = Visit.objects.filter(person=user, thing_type=audit_log.kind(thing), thing_id=thing.pk)
    return mine.values_list("seen_at", flat=True).first()


def visit(request, thing):
    """When this person saw the thing before; this visit is noted."""
    before = last_visit(request.user, thing)
    if _counts(request) and (before is None or clock.now() - before >= APART):
        note(request.user, [thing])
    return before


def note(user, things):
    """All of them are seen now: one query, whatever two pages opened at once write."""
    now = clock.now()
    Visit.objects.bulk_create(
        [
            Visit(person=user, thing_type=audit_log.kind(one), thing_id=one.pk, seen_at=now)
            for one in things
        ],
        update_conflicts=True,
        unique_fields=["person", "thing_type", "thing_id"],
        update_fields=["seen_at"],
    )


def _counts(request):
    """A page fetched ahead of a click has been seen by nobody."""
    if request.method != "GET" or "HX-Preloaded" in request.headers:
        return False
    return not any(request.headers.get(name) for name in AHEAD)
