"""Permission rules of requests, and the files that they hold."""

from labelling.complaints.models import Appeal, Complaint, Enquiry, MisuseReport
from labelling.organisms.rules import chair, committee_office, deputy, referent
from portal import documents
from portal.access import role, rule
from portal.models import Role

for model in (Enquiry, MisuseReport, Complaint, Appeal):
    documents.register_holder(model)

dircom = role(Role.DIRCOM, "la Dircom")
desk = referent | deputy | dircom


@rule("la présidence du comité, ou le secrétariat pour un rejet")
def notifies(user, appeal):
    """An upheld appeal reopens a dossier, which is the présidence's act alone."""
    if appeal.outcome == appeal.Outcome.UPHELD:
        return chair(user, appeal)
    return committee_office(user, appeal)
