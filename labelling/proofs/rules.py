"""Where somebody stands towards a proof; it holds its own versions and the annotated answers."""

from labelling.proofs.models import BrandProof
from portal import files
from portal.access import rule

files.register_holder(BrandProof)


@rule("qui a envoyé ce bon à tirer")
def sender(user, proof):
    return proof.submitted_by_id == user.pk
