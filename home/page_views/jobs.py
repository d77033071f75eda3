"""Folding of old page views: those of the years before last are told by month, so that their rows stay few."""

from datetime import date

from django.db import transaction
from django.db.models import Min, Sum
from django.db.models.functions import TruncMonth

from home.page_views.models import PageViews
from portal.core import clock
from portal.ops.worker import daily


@daily
def fold_page_views():
    """Returns how many months were folded."""
    limit = date(clock.today().year - 1, 1, 1)
    months = PageViews.objects.filter(day__lt=limit).order_by()
    by_month = months.annotate(month=TruncMonth("day")).values("month")
    # Each on the first day of it that was counted, which never moves: since when is told by the very first.
    told = by_month.annotate(first=Min("day")).order_by("month")
    return sum([_fold(one["month"], one["first"], limit) for one in told])


@transaction.atomic
def _fold(month, first, limit):
    """1 where the month had other days than its first."""
    end = min(date(month.year + month.month // 12, month.month % 12 + 1, 1), limit)
    rows = PageViews.objects.filter(day__gte=first, day__lt=end).order_by()
    if not rows.filter(day__gt=first).exists():
        return 0
    told = list(rows.values("page").annotate(many=Sum("count")).values_list("page", "many"))
    rows.delete()
    PageViews.objects.bulk_create(
        [PageViews(page_id=page, day=first, count=many) for page, many in told], batch_size=1000
    )
    return 1
