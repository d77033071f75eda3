"""Members' search source: labels."""

from django.urls import reverse

from labelling.parties.organisms.models import Organism
from labelling.title.labels.models import Label
from portal import search

FIELDS = ("organism__name", "reference", "state", "end_on")


def _more(row):
    return f"label {Label.State(row[2]).label}"


def _result(row):
    organism, reference, state, end_on = row
    url = reverse("labelling:label_detail", args=[reference])
    said = f"{Label.State(state).label}, dernier jour"
    return search.Result(f"{reference}, {organism}", url, said, end_on, reference)


LABELS = search.Words(
    "labels",
    Label,
    FIELDS,
    texts=FIELDS[:2],
    more=_more,
    follows={"organism": Organism},
)


@search.source("labels", "Labels", 35, LABELS)
def labels(user, query):
    return search.matching(Label.objects.visible_to(user), query, LABELS, tell=_result)
