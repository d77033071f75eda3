"""Members' search source: FAQ entries."""

from django.urls import reverse

from community.faq.models import FaqEntry
from portal import search

FIELDS = ("title", "source", "reference", "space__slug", "space__name", "since_at")


def _result(row):
    title, _source, reference, space, name, since_at = row
    url = reverse("community:faq_entry", args=[space, reference])
    return search.Result(title, url, f"FAQ, {name}", since_at, reference)


ENTRIES = search.Words(
    "faq",
    FaqEntry,
    FIELDS,
    texts=FIELDS[:3],
)


@search.source("faq", "FAQ des communautés", 69, ENTRIES)
def entries(user, query):
    """Withdrawn entries are left out, even for the référent."""
    rows = FaqEntry.objects.visible_to(user).filter(state="published")
    return search.matching(rows, query, ENTRIES, tell=_result)
