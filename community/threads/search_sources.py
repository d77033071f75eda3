"""Members' search source: threads, by their own index of words, in spaces that the person enters."""

from django.urls import reverse

from community.spaces.models import Space
from community.threads.models import Thread, ThreadWord
from community.threads.words import LONGEST
from portal import search

FIELDS = ("title", "reference", "space__slug", "space__name", "active_at")


def _result(row):
    title, reference, slug, space, active_at = row
    url = reverse("community:thread", args=[slug, reference])
    return search.Result(title, url, f"Question, {space}", active_at, reference)


@search.source("questions", "Questions des communautés", 70)
def questions(user, query):
    """Words of hidden messages are not indexed; a hidden question is not found by its reference."""
    rows = Thread.objects.visible_to(user).filter(is_hidden=False)
    for reference in query.references:
        rows = rows.filter(reference=reference)
    spaces = Space.objects.visible_to(user).values("pk")  # their words are found by an index
    for root in query.roots:
        said = ThreadWord.objects.filter(space__in=spaces, root=root[:LONGEST])
        rows = rows.filter(pk__in=said.values("thread"))
    found = list(rows.order_by("-active_at", "-pk").values_list(*FIELDS)[: search.AT_MOST])
    found.sort(key=lambda row: -query.weight(row[0]))  # stable: the latest first among equals
    return search.Results(tuple(found), _result)


@search.titles
def titles(user):
    rows = Thread.objects.visible_to(user).filter(is_hidden=False)
    return rows.order_by("-active_at").values_list("title", flat=True)[: search.AT_MOST]
