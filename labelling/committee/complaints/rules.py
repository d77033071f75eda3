"""Permission rules of requests, what the college of an appeal reads, and the files that they hold."""

from django.db.models import Q

from labelling.committee.complaints.handlers.rules import handled
from labelling.committee.complaints.models import (
    Admission,
    Appeal,
    Complaint,
    Enquiry,
    MisuseReport,
)
from labelling.committee.models import AgendaItem
from labelling.parties.organisms.rules import chair, committee_office, deputy, referent
from labelling.path.audits.models import AuditMission
from labelling.path.dossiers.models import LabelDossier
from labelling.title.hearings.models import Hearing
from labelling.title.labels.models import Label
from portal import documents
from portal.access import Visibility, register_visibilities, role, rule
from portal.models import Role

for model in (Enquiry, MisuseReport, Complaint, Appeal, Admission):
    documents.register_holder(model)

dircom = role(Role.DIRCOM, "la Dircom")
desk = referent | deputy | dircom


A = Appeal.State
EXAMINED = (A.ACKNOWLEDGED, A.INVESTIGATED, A.PROPOSED, A.DECIDED)


def college(items):
    """The visibility, while an appeal is examined, of what hangs from the contested points, `items` leading to them."""
    appeal = f"{items}decision__appeal"
    return Visibility(
        "le collège d’un recours",
        "le temps d’examiner la décision contestée",
        path=f"{appeal}__handlers",
        when=lambda: Q(**{f"{appeal}__state__in": EXAMINED}),
        ties=handled("handled_appeal"),
        by=appeal,
    )


register_visibilities(AgendaItem, college(""))
register_visibilities(LabelDossier, college("agenda_items__"), college("labels__agenda_items__"))
register_visibilities(AuditMission, college("dossier__agenda_items__"))
register_visibilities(Label, college("agenda_items__"))
register_visibilities(Hearing, college("label__agenda_items__"))


@rule("la présidence du comité, ou le secrétariat pour un rejet")
def notifies(user, appeal):
    """An upheld appeal reopens a dossier, which is the présidence's act alone."""
    if appeal.outcome == appeal.Outcome.UPHELD:
        return chair(user, appeal)
    return committee_office(user, appeal)
