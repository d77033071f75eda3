"""Permission rules of proofs; they hold their versions and the annotated answers."""

from labelling.title.proofs.models import BrandProof
from portal import documents
from portal.access import rule

documents.register_holder(BrandProof)


@rule("qui a envoyé ce bon à tirer")
def sender(user, proof):
    return proof.submitted_by_id == user.pk
