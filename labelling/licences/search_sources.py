"""Brand licences in the search of members."""

from django.urls import reverse

from labelling.licences.models import BrandLicence
from portal import search

FIELDS = ("organism__name", "reference", "state", "since_at")


def _more(row):
    return f"licence marque {BrandLicence.State(row[2]).label}"


def _told(row):
    organism, reference, state, since_at = row
    url = reverse("labelling:licence_detail", args=[reference])
    said = BrandLicence.State(state).label
    return search.Result(f"{reference}, {organism}", url, said, since_at, reference)


@search.source("licences", "Licences de marque", order=60)
def licences(user, query):
    return search.matching(
        BrandLicence.objects.visible_to(user),
        query,
        fields=FIELDS,
        texts=FIELDS[:2],
        reference="reference",
        more=_more,
        tell=_told,
    )
