"""Access matrix of licences and proofs. The chair reads what it has to decide of."""

from tests.access.lines import member, seen
from tests.access.people import EVERYBODY, OFFICE, OWN

FOLLOWING = (*OWN, *OFFICE, "dircom", "carla")
LICENCES = (
    member("labelling:licence_list"),
    seen("labelling:licence_detail", "licence", by=FOLLOWING),
    seen("labelling:licence_act", "licence", by=FOLLOWING, write=("alice",), literal=("accepter",)),
    seen("labelling:licence_act", "licence", by=FOLLOWING, write=("carla",), literal=("revoquer",)),
    seen("labelling:licence_act", "licence", by=FOLLOWING, write=OWN, literal=("declarer-le-retrait",)),
    seen("labelling:licence_act", "licence", by=FOLLOWING, write=("dircom",),
         literal=("proposer-la-revocation",)),
    member("labelling:proof_list"),
    seen("labelling:proof_submit", by=EVERYBODY, write=OWN),
    seen("labelling:proof_detail", "proof", by=FOLLOWING),
    seen("labelling:proof_act", "proof", by=FOLLOWING, write=("dircom",), literal=("approuver",)),
    seen("labelling:proof_act", "proof", by=FOLLOWING, write=OWN, literal=("retirer",)),
    seen("file", "proof_file", by=FOLLOWING),
)  # fmt: skip
