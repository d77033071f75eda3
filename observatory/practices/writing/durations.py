"""Writing time of a practice, in active minutes: gaps between saves, absences left out."""

from statistics import median

from observatory.practices.models import GoodPractice
from portal.core import clock
from portal.ui import words

AWAY = 300  # seconds without any save: the writer was doing something else
FEWEST = 10
LAST = 200


def count(practice):
    """Add the time since the last save of a draft. The caller saves the practice."""
    if practice.state == GoodPractice.State.DRAFT:
        _add(practice)


def finish(practice):
    """The first submission ends the measure: later changes are not counted."""
    if not practice.reviews.exists():
        _add(practice)


def _add(practice):
    now = clock.now()
    if practice.written_at is not None:
        gap = (now - practice.written_at).total_seconds()
        practice.writing_seconds += int(gap) if 0 < gap <= AWAY else 0
    practice.written_at = now


def minutes(practice):
    """Rounded up; 0 when not measured (an imported practice)."""
    return -(-practice.writing_seconds // 60)


def sentence(practice, first_sent_at=None):
    """« écrite en 18 minutes, sur 2 jours »; "" when not measured."""
    if not practice.writing_seconds:
        return ""
    said = f"écrite en {words.count(minutes(practice), 'minute', 'minutes')}"
    days = (first_sent_at - practice.created_at).days + 1 if first_sent_at else 1
    return said if days == 1 else f"{said}, sur {words.count(days, 'jour', 'jours')}"


def median_minutes():
    """Of the last practices submitted; None under ten, which would tell about one of them."""
    rows = GoodPractice.objects.filter(edition_of=None, writing_seconds__gt=0, reviews__number=1)
    seconds = rows.order_by("-pk").values_list("writing_seconds", flat=True)[:LAST]
    return round(median(seconds) / 60) if len(seconds) >= FEWEST else None
