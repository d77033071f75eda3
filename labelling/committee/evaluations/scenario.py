"""Scenario act of the evaluation of auditors."""

from labelling.committee.evaluations import actions
from labelling.committee.evaluations.grids import current_grid
from portal.scenario import act


@act("evaluation.give", screen="labelling:evaluation_give", who="l’organisme")
def give(by, on, ratings, comment=""):
    """The organism, or the office, evaluates the auditor of a mission: levels in the order of the grid."""
    codes = [one.code for one in current_grid().criteria]
    return actions.give(on, by=by, ratings=dict(zip(codes, ratings, strict=True)), comment=comment)
