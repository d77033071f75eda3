"""A page of rows read with their number: one query where a paginator asks two."""

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
    """The page `number` of `rows`, which are read; an unknown number is the first page, one too far the last.

    `rows` in the very shape that is shown; what is counted is `rows` without it.
    """
    pages, asked = Paginator(rows, size), _whole(number)
    found = list(rows.annotate(total=many(rows))[(asked - 1) * size : asked * size])
    if not found and asked > 1:
        return pages.get_page(number)
    pages.count = found[0].total if found else 0
    return Page(found, asked, pages)


def _whole(number):
    text = str(number or "")
    return min(int(text), MOST) if text.isascii() and text.isdigit() and int(text) > 0 else 1
