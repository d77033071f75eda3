"""Demands of the public in the search of those who handle them."""

from labelling.complaints.listing import FIELDS, Row
from labelling.complaints.listing import rows as listed
from labelling.complaints.navigation import has_demands
from portal import search


def _told(row):
    return search.Result(
        f"{row.noun} {row.reference}",
        row.url,
        ", ".join(filter(None, (row.word, row.subject))),
        row.received_on,
        row.reference,
    )


@search.source("demandes", "Demandes", order=65)
def demands(user, query):
    """All kinds in one query; their texts, which strangers write, are not looked in."""
    if not has_demands(user):
        return ()
    found = [Row(*one) for one in listed(user).values_list(*FIELDS)[: search.AT_MOST]]
    kept = [
        row
        for row in found
        if query.answers(f"{row.noun} {row.reference} {row.word} {row.subject}")
    ]
    return search.Found(tuple(kept), _told)
