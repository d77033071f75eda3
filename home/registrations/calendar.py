"""Calendar dates of events: those registered for, then the agenda; reserved ones in part."""

from datetime import datetime, time, timedelta

from home.pages.events import EventPage, audiences_of
from home.registrations.models import Registration
from home.site_map.tree import for_all
from portal import calendar
from portal.calendar.pages import register_link
from portal.core import clock

MOST = 300
register_link("Mes inscriptions", "home:own_registrations")
calendar.register_kind("inscription", "Mes inscriptions", "tick", order=10)
calendar.register_kind("rendez-vous", "Rendez-vous", "people", order=20)
SEAT = "parce que vous y avez une place"
WAITING = "parce que vous êtes en liste d’attente"
REASONS = {
    "public": "parce que ce rendez-vous est ouvert à tous",
    "club": "parce que ce rendez-vous est celui du club",
    "auditeurs": "parce que ce rendez-vous est celui des auditeurs",
}
ANNOUNCED = "parce que la date est annoncée à tous"
SHOWN = (
    "title",
    "slug",
    "path",
    "url_path",
    "kind",
    "audience",
    "starts_at",
    "ends_at",
    "place",
    "live",
    "last_published_at",
    "latest_revision_created_at",
    "translation_key",
)


@calendar.provider
def events(user, first, last):
    """Three queries at most, those of one's standing included."""
    own = _own(user, first, last)
    rows = _between(for_all(EventPage.objects), first, last).only(*SHOWN)
    known, open_to = {one.event_id for one in own}, audiences_of(user)
    told = [_event(row, open_to) for row in rows[:MOST] if row.pk not in known]
    return [*(_registered(one) for one in own), *told]


def _own(user, first, last):
    """A registration or a wait; « annulé » when the event was unpublished."""
    rows = Registration.objects.visible_to(user).filter(person=user, cancelled_at=None)
    start, end = _bounds(first, last)
    rows = rows.filter(event__starts_at__lt=end, event__ends_at__gte=start)
    rows = rows.select_related("event").only("confirmed_at", *(f"event__{name}" for name in SHOWN))
    return list(rows.order_by("event__starts_at")[:MOST])


def _between(rows, first, last):
    start, end = _bounds(first, last)
    return rows.filter(starts_at__lt=end, ends_at__gte=start).order_by("starts_at", "pk")


def _bounds(first, last):
    start = datetime.combine(first, time.min, tzinfo=clock.PARIS)
    return start, datetime.combine(last + timedelta(days=1), time.min, tzinfo=clock.PARIS)


def _registered(one):
    why = SEAT if one.confirmed_at else WAITING
    return _moment(one.event, "inscription", why, is_open=True, is_cancelled=not one.event.live)


def _event(event, open_to):
    is_open = event.audience in open_to
    why = REASONS[event.audience] if is_open else ANNOUNCED
    return _moment(event, "rendez-vous", why, is_open=is_open)


def _moment(event, kind, why, *, is_open, is_cancelled=False):
    """Same UID as in the public agenda: a calendar that reads both shows it once."""
    changed_at = event.last_published_at or event.latest_revision_created_at
    return calendar.Moment(
        str(event.translation_key),
        event.title,
        kind,
        why,
        url=event.address if event.live else "",
        place=event.place if is_open else "",
        detail=event.get_kind_display(),
        revised_at=changed_at,
        revision=int(changed_at.timestamp()) // 60 if changed_at else 0,
        is_cancelled=is_cancelled,
        **_when(event),
    )


def _when(event):
    """Whole days when both ends are midnights."""
    starts_at = event.starts_at.astimezone(clock.PARIS)
    ends_at = event.ends_at.astimezone(clock.PARIS)
    if (starts_at.time(), ends_at.time()) == (time.min, time.min):
        return {"day": starts_at.date(), "until": ends_at.date()}
    return {"starts_at": starts_at, "ends_at": ends_at}
