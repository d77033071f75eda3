"""Scenario acts of mergers."""

from labelling.committee.mergers import actions
from portal.core import clock
from portal.scenario import act


@act("organism.absorb", screen="labelling:organism_merge", who="le référent label")
def absorb(by, on, absorbed, deed, reason, effective_on=None, carries=True):
    """`on` absorbs `absorbed`; its members are invited as contacts unless `carries` is false."""
    return actions.merge(
        absorbed,
        by=by,
        absorbing=on,
        effective_on=effective_on or clock.today(),
        act=deed,
        reason=reason,
        carried=list(actions.carriable(absorbed)) if carries else (),
    )
