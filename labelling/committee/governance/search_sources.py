"""Members' search source: evolutions of the label, for whoever follows them."""

from django.urls import reverse

from labelling.committee.governance.models import Evolution
from portal import search

FIELDS = ("reference", "title", "change", "state", "proposed_on")


def _more(row):
    return f"évolution du label {Evolution.State(row[3]).label}"


def _result(row):
    reference, title, _change, state, proposed_on = row
    return search.Result(
        title,
        reverse("labelling:evolution", args=[reference]),
        f"Évolution du label, {Evolution.State(state).label.lower()}",
        proposed_on,
        reference,
    )


EVOLUTIONS = search.Words("evolutions", Evolution, FIELDS, texts=FIELDS[:3], more=_more)


@search.source("evolutions", "Évolutions du label", 66)
def evolutions(user, query):
    """A few a year: all are read, none is indexed."""
    rows = Evolution.objects.visible_to(user)
    return search.matching(rows, query, EVOLUTIONS, tell=_result, is_indexed=False)
