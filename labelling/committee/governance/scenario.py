"""Scenario acts of the governance of the label."""

from labelling.committee.governance import actions
from portal.scenario import act
from portal.scenario.files import document


@act("evolution.propose", screen="labelling:evolution_propose", who="le référent label")
def propose(by, title, change, reason, origin="", proposed_on=None, due_on=None):
    """Propose an evolution of the label; its steps are those of its table."""
    return actions.propose(
        by,
        title=title,
        change=change,
        reason=reason,
        origin=origin,
        proposed_on=proposed_on,
        due_on=due_on,
    )


@act("evolution.decide", screen="labelling:evolution_act decision", who="le référent label")
def decide(by, on, decided_on, reference):
    """Record the decision of the COMEX, with its minutes."""
    file = document("Relevé de décision du COMEX", f"Relevé {reference}. {on} est approuvée.")
    facts = {"decided_on": decided_on, "reference": reference, "file": file}
    return on.workflow.fire(on, "decide", by=by, **facts)
