"""Scenario acts of mergers."""

from labelling.mergers import merging
from portal.core import clock
from portal.scenario import act


@act("organism.absorb", screen="labelling:organism_merge", who="le référent label")
def absorb(by, on, absorbed, deed, reason, effective_on=None, carries=True):
    """`on` absorbs `absorbed`; its members are invited as contacts unless `carries` is false."""
    return merging.merge(
        absorbed,
        by=by,
        absorbing=on,
        effective_on=effective_on or clock.today(),
        act=deed,
        reason=reason,
        carried=list(merging.carriable(absorbed)) if carries else (),
    )
