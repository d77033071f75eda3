"""Members' search source: documents of spaces, by title, folder and content."""

from django.urls import reverse

from community.documents.models import SpaceDocument
from portal import search

FIELDS = ("title", "folder", "summary", "slug", "space__slug", "space__name", "created_at")


def _result(row):
    title, _folder, summary, slug, space, name, created_at = row
    url = reverse("community:document", args=[space, slug])
    said = f"Document, {name}. {summary}" if summary else f"Document, {name}"
    return search.Result(title, url, said, created_at)


DOCUMENTS = search.Words(
    "documents",
    SpaceDocument,
    FIELDS,
    texts=FIELDS[:3],
)


@search.source("documents", "Documents des communautés", 72, DOCUMENTS)
def documents(user, query):
    """Retired documents are left out, even for those who still see them."""
    rows = SpaceDocument.objects.visible_to(user).filter(state="shown")
    return search.matching(rows, query, DOCUMENTS, tell=_result)


@search.titles
def titles(user):
    rows = SpaceDocument.objects.visible_to(user).filter(state="shown")
    return rows.order_by("-pk").values_list("title", flat=True)[: search.AT_MOST]
