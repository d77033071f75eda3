"""Page views of the public site, as the kernel counts them: one row a page and day, of what is public alone."""

from collections import Counter, defaultdict

from django.db import transaction

from home.page_views.models import PageViews, ViewedPage
from home.page_views.registry import COUNTED, described
from portal.page_views.registry import register_use
from portal.page_views.writing import add_counts

LONGEST = ViewedPage._meta.get_field("title").max_length


def write(views):
    """What is no public page is dropped: one of the club, one that has just left."""
    by_name, counts = defaultdict(set), Counter()
    for one in views:
        by_name[one.name].add(one.path)
        counts[one.path, one.day] += one.count
    pages = {}
    for name, paths in by_name.items():
        pages |= described(name, paths)
    kept = {key: many for key, many in counts.items() if key[0] in pages}
    if kept:
        with transaction.atomic():
            keys = _known(pages)
            told = {(keys[path], day): many for (path, day), many in kept.items()}
            add_counts(PageViews, "page", told)
    return sum(kept.values())


def _known(pages):
    """{path: its key}; what bears another title or stands elsewhere is told so."""
    wanted = {path: (section, title[:LONGEST]) for path, (section, title) in pages.items()}
    had = {one.path: one for one in ViewedPage.objects.filter(path__in=wanted)}
    for path, (section, title) in wanted.items():
        one = had.get(path) or ViewedPage(path=path)
        if (one.section, one.title) != (section, title):
            one.section, one.title = section, title
            one.save()
            had[path] = one
    return {path: one.pk for path, one in had.items()}


register_use(COUNTED, write)
