"""Scenario acts of advisory support."""

from labelling.committee.support import actions
from portal.scenario import act


@act("support.request", screen="labelling:support_request", who="l’organisme")
def request(by, on, subject, need, wished_on=None):
    """An organism asks for a support; it is answered by the steps of its table."""
    return actions.request(on, by=by, subject=subject, need=need, wished_on=wished_on)
