"""Members' search source: accreditations, one's own, or all for whoever instructs."""

from django.urls import reverse

from labelling.parties.accreditation.models import AuditorAccreditation
from portal import search
from portal.models import User

FIELDS = (
    "auditor__user__last_name",
    "auditor__user__first_name",
    "reference",
    "auditor__firm",
    "state",
    "ends_on",
)


def _more(row):
    return f"agrément auditeur {AuditorAccreditation.State(row[4]).label}"


def _result(row):
    last_name, first_name, reference, firm, state, ends_on = row
    url = reverse("labelling:accreditation_detail", args=[reference])
    said = f"{firm}, {AuditorAccreditation.State(state).label.lower()}"
    return search.Result(f"{reference}, {first_name} {last_name}", url, said, ends_on, reference)


ACCREDITATIONS = search.Words(
    "agrements",
    AuditorAccreditation,
    FIELDS,
    texts=FIELDS[:4],
    more=_more,
    follows={"auditor__user": User},
)


@search.source("agrements", "Agréments", 40, ACCREDITATIONS)
def accreditations(user, query):
    return search.matching(
        AuditorAccreditation.objects.visible_to(user), query, ACCREDITATIONS, tell=_result
    )
