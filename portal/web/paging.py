"""Pagination in one query: the rows of a page with their total."""

from django.core.paginator import Page, Paginator
from django.db.models import Count, IntegerField, Subquery, Value
from django.db.models.functions import Coalesce

MOST = 10_000  # a page beyond which nobody goes by its address


def many(rows, what="pk"):
    """How many rows, or how many of what they say, as an expression."""
    counted = rows.order_by().annotate(all_of=Value(1)).values("all_of")
    counted = counted.annotate(many=Count(what, distinct=what != "pk")).values("many")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def paged(rows, number, size):
    """The page `number` of `rows`, which are read; an unknown number is the first page, one too far the last."""
    pages, asked = Paginator(rows, size), _whole(number)
    counted = rows.annotate(total=many(rows))
    if asked == 1:
        found = list(counted[:size])
    else:  # what a row shows is not worked out for those that are passed over
        keys = rows.values("pk")[(asked - 1) * size : asked * size]
        found = list(counted.filter(pk__in=keys))
    if not found and asked > 1:
        return pages.get_page(number)
    pages.count = found[0].total if found else 0
    return Page(found, asked, pages)


def _whole(number):
    text = str(number or "")
    return min(int(text), MOST) if text.isascii() and text.isdigit() and int(text) > 0 else 1
