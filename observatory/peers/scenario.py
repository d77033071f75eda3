"""Scenario acts of offers to be called."""

from labelling.public import own_organisms
from observatory.peers import actions
from portal.scenario import act


@act("peer.offer", screen="observatory:peer_offer_add", who="l’organisme")
def offer(by, criterion, function, email, words=""):
    """Offer one's labelled organism to be called on a criterion."""
    organism = own_organisms(by).first()
    facts = {"criterion": criterion, "function": function, "email": email, "words": words}
    return actions.offer(organism, by=by, **facts)
