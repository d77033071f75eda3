"""Scenario of the register of acts: minutes that the référent declares each month, counts of the journal."""

from datetime import time

from labelling.scenario.days import days
from portal.core.working_days import add_months

TOLD = 8  # months
MINUTES = [  # kind, act, before the portal, today
    ["labelling.organism", "member_joined", 20, 4],
    ["labelling.organism", "organism_added", 25, 6],
    ["labelling.committeesession", "list", 30, 5],
    ["labelling.auditorstatement", "confirm", 15, 4],
    ["labelling.auditoraccreditation", "review", 35, 20],
    ["labelling.auditoraccreditation", "send_to_training", 15, 3],
    ["labelling.auditoraccreditation", "ready_for_committee", 20, 5],
    ["labelling.auditmission", "validate", 60, 35],
    ["labelling.labeldossier", "register", 90, 40],
    ["labelling.labeldossier", "request_complement", 40, 15],
    ["labelling.labeldossier", "note", 120, 75],
    ["labelling.labeldossier", "schedule", 20, 3],
    ["labelling.labeldossier", "start_preparation", 15, 2],
    ["labelling.labeldossier", "start_audit", 15, 2],
    ["labelling.labeldossier", "start_diagnosis", 15, 2],
    ["labelling.labeldossier", "to_review", 10, 2],
]


def tell_times(made):
    """On the 4th of each month, of the acts of the month before; the counts are those of the last evening."""
    first = add_months(made.writer.until.replace(day=1), 1 - TOLD)
    for rank in range(TOLD):
        day = days(add_months(first, rank), 3)
        made.writer.act(day, "claire", "act_times.declare", at=time(17), times=MINUTES)
    made.writer.act(made.writer.until, "horloge", "act_ledger.count", at=time(22, 45))
