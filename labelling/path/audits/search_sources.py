"""Members' search source: audits, by organism, auditor and reference."""

from django.urls import reverse

from labelling.parties.accreditation.models import AuditType
from labelling.parties.organisms.models import Organism
from labelling.path.audits.models import AuditMission
from portal import search
from portal.models import User

FIELDS = (
    "dossier__organism__name",
    "reference",
    "auditor__user__last_name",
    "auditor__user__first_name",
    "audit_type",
    "state",
    "starts_on",
)


def _more(row):
    return f"audit {AuditType(row[4]).label} {AuditMission.State(row[5]).label}"


def _result(row):
    organism, reference, last_name, first_name, kind, state, starts_on = row
    said = [AuditType(kind).label, AuditMission.State(state).label.lower()]
    said += [f"{first_name} {last_name}"] if last_name else []
    url = reverse("labelling:mission_detail", args=[reference])
    return search.Result(f"{reference}, {organism}", url, ", ".join(said), starts_on, reference)


AUDITS = search.Words(
    "audits",
    AuditMission,
    FIELDS,
    texts=FIELDS[:4],
    more=_more,
    follows={"dossier__organism": Organism, "auditor__user": User},
)


@search.source("audits", "Audits", 20, AUDITS)
def audits(user, query):
    return search.matching(AuditMission.objects.visible_to(user), query, AUDITS, tell=_result)
