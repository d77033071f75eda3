"""Members' search source: brand licences."""

from django.urls import reverse

from labelling.parties.organisms.models import Organism
from labelling.title.licences.models import BrandLicence
from portal import search

FIELDS = ("organism__name", "reference", "state", "since_at")


def _more(row):
    return f"licence marque {BrandLicence.State(row[2]).label}"


def _result(row):
    organism, reference, state, since_at = row
    url = reverse("labelling:licence_detail", args=[reference])
    said = BrandLicence.State(state).label
    return search.Result(f"{reference}, {organism}", url, said, since_at, reference)


LICENCES = search.Words(
    "licences",
    BrandLicence,
    FIELDS,
    texts=FIELDS[:2],
    more=_more,
    follows={"organism": Organism},
)


@search.source("licences", "Licences de marque", 60, LICENCES)
def licences(user, query):
    return search.matching(BrandLicence.objects.visible_to(user), query, LICENCES, tell=_result)
