"""Permission rules of the drafts of the rules: the office prepares, another person than the proposer publishes."""

from labelling.parties.framework.models import RulesDraft
from labelling.parties.organisms.rules import instructor
from portal import documents
from portal.access import rule

documents.register_holder(RulesDraft)


@rule("la personne qui l’a proposée")
def proposer(user, draft):
    return draft.proposed_by_id == user.pk


publisher = instructor - proposer
