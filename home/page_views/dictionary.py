"""Figure of the page views in the dictionary: how often the public site was read, since it has been counted."""

from django.db.models import Max, Min, Sum

from home.page_views.models import PageViews
from labelling.public import instructor
from portal.core.read_once import read_once
from portal.figures import Case, Figure, Measure, register_figure


@read_once
def counted_since():
    """The first day with page views, or None."""
    return PageViews.objects.aggregate(first=Min("day"))["first"]


def views(period):
    """A case for each page and year, on the last day of it that was counted: few rows, whatever the period."""
    rows = PageViews.objects.filter(day__range=(period.start, period.end)).order_by()
    told = rows.values("page", "day__year").annotate(last=Max("day"), many=Sum("count"))
    named = told.order_by("last", "page").values_list("page", "last", "many")
    return [Case(page, None, last, many) for page, last, many in named]


register_figure(
    Figure(
        "site.views",
        "Lectures du site",
        "Lectures des pages publiques, sans cookie ni adresse\u00a0: un ordre de grandeur.",
        "Somme des lectures comptées chaque jour de la période, sans celles des robots ni des personnes connectées. "
        "Une période qui commence avant le premier jour compté n’est pas dite.",
        unit="lectures",
        source="le compteur des pages publiques",
        cases=views,
        model="home.viewedpage",
        readers=instructor,
        measure=Measure.SUM,
        since=counted_since,
        listed_at="home:viewed_pages",
        page=lambda one: one.path,
    )
)
