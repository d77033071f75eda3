"""View of the most read pages of the public site."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from home.page_views import listing
from home.page_views.dictionary import counted_since
from home.page_views.exports import VIEWED_PAGES
from home.page_views.forms import ViewsFilter
from labelling.public import instructor
from portal.core.read_once import reading_once
from portal.exports.tables import exported
from portal.ui import words
from portal.web.pages import only
from portal.web.pagination import Paginator

PAGE = 25


@exported(VIEWED_PAGES)
@require_safe
def viewed_pages(request):
    only(listing.reader, request.user)
    form = ViewsFilter(request.GET)
    with reading_once():
        rows = listing.rows(request.user, form.period, form.section)
        since = counted_since()
    page = Paginator([one for one in rows if one.views], PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "since": since,
        "shortcuts": listing.shortcuts(),
        "numbers": _numbers(form.period, rows) if since else [],
        "is_office": instructor(request.user, None),
    }
    return render(request, "home/page_views/list.html", context)


def _numbers(period, rows):
    """The sum of the days, and of the same days a year before where they were counted."""
    told = [(sum(one.views for one in rows), period)]
    if rows and rows[0].former is not None:
        told.append((sum(one.former for one in rows), listing.year_before(period)))
    return [
        {
            "value": words.number(many),
            "label": f"{words.agreed(many, 'lecture', 'lectures')} "
            f"du {words.day(days.start)} au {words.day(days.end)}",
        }
        for many, days in told
    ]
