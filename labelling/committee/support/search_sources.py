"""Members' search source: requests for advisory support, of one's organisms or of all for the office."""

from django.urls import reverse

from labelling.committee.support.models import SupportRequest
from labelling.parties.organisms.models import Organism
from portal import search

FIELDS = ("reference", "subject", "need", "organism__name", "state", "requested_on")


def _more(row):
    return f"appui-conseil {SupportRequest.State(row[4]).label}"


def _result(row):
    reference, subject, _need, organism, state, requested_on = row
    return search.Result(
        f"{subject}, {organism}",
        reverse("labelling:support", args=[reference]),
        f"Appui-conseil, {SupportRequest.State(state).label.lower()}",
        requested_on,
        reference,
    )


SUPPORTS = search.Words(
    "supports", SupportRequest, FIELDS, texts=FIELDS[:4], more=_more, follows={"organism": Organism}
)


@search.source("supports", "Appuis-conseils", 67, SUPPORTS)
def supports(user, query):
    rows = SupportRequest.objects.visible_to(user)
    return search.matching(rows, query, SUPPORTS, tell=_result)
