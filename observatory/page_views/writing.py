"""Page views of published practices, as the kernel counts them: one row a practice and day."""

from collections import Counter

from observatory.page_views.models import PracticePageViews
from observatory.practices.models import GoodPractice
from portal.page_views.registry import register_use
from portal.page_views.writing import add_counts

SHEET = "observatory:practice"


def write(views):
    """Slugs of no published practice are dropped."""
    slugs = {one: one.path.rstrip("/").rpartition("/")[2] for one in views}
    rows = GoodPractice.objects.published().filter(slug__in=set(slugs.values()))
    known = dict(rows.order_by().values_list("slug", "pk"))
    kept = Counter()
    for one, slug in slugs.items():
        if slug in known:
            kept[known[slug], one.day] += one.count
    if kept:
        add_counts(PracticePageViews, "practice", kept)
    return kept.total()


# A member of the club reads the practices too.
register_use([SHEET], write, of_members=True)
