"""Factories of mergers, through the real act."""

from datetime import date

from labelling.committee.mergers import actions

ACT = "Arrêté du 12 octobre 2026"
REASON = "Fusion des deux offices du département, votée par leurs conseils."


def merge(absorbed, absorbing, by, **facts):
    defaults = {"effective_on": date(2026, 11, 1), "act": ACT, "reason": REASON}
    return actions.merge(absorbed, by=by, absorbing=absorbing, **defaults | facts)


def carried(organism):
    return list(actions.carriable(organism))
