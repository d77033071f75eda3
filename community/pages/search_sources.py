"""Members' search source: pages of spaces, by their last published version; drafts are not indexed."""

from django.db.models import F, Max
from django.urls import reverse

from community.pages.models import PageVersion
from portal import search

FIELDS = ("title", "text", "page__slug", "page__space__slug", "page__space__name", "published_at")


def _result(row):
    title, _text, slug, space, name, published_at = row
    url = reverse("community:page", args=[space, slug])
    return search.Result(title, url, f"Page, {name}", published_at)


def _last(user):
    """The last published version of each page that members read."""
    rows = PageVersion.objects.visible_to(user).filter(page__state="published")
    return rows.annotate(last=Max("page__versions__number")).filter(number=F("last"))


PAGES = search.Words(
    "espaces",
    PageVersion,
    FIELDS,
    texts=FIELDS[:2],
)


@search.source("espaces", "Pages des communautés", 71, PAGES)
def pages(user, query):
    return search.matching(_last(user), query, PAGES, tell=_result)


@search.titles
def titles(user):
    return _last(user).order_by("-pk").values_list("title", flat=True)[: search.AT_MOST]
