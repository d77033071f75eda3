"""Worker job that adds up the processes' counts: the only writer of page views."""

from datetime import date

from django.db import transaction
from django.db.models import F

from observatory.page_views.models import PracticePageViews
from observatory.page_views.tally import collect_counts
from observatory.practices.models import GoodPractice
from portal.ops.worker import often


@often
def add_page_views():
    """Returns how many page views were added. Slugs of no published practice are dropped."""
    counts = collect_counts()
    if not counts:
        return 0
    told = {key: key.split(" ", 1) for key in counts}
    rows = GoodPractice.objects.published().filter(slug__in={slug for _, slug in told.values()})
    known = dict(rows.order_by().values_list("slug", "pk"))
    wanted = {
        (known[slug], date.fromisoformat(day)): counts[key]
        for key, (day, slug) in told.items()
        if slug in known
    }
    _write(wanted)
    return sum(wanted.values())


@transaction.atomic
def _write(wanted):
    for (practice, day), many in wanted.items():
        rows = PracticePageViews.objects.filter(practice=practice, day=day)
        if not rows.update(count=F("count") + many):
            PracticePageViews.objects.create(practice_id=practice, day=day, count=many)
