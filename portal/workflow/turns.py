"""Whose turn it is: who holds a thing and what they are to mend first, by its table and its conditions.

A guard that says who mends it (`guard(by=…)`) is asked wherever the turn is told: it reads what the queryset brought.
"""

from copy import copy

from portal.access import role
from portal.access.models import Role
from portal.core import clock
from portal.workflow.tables import mender, problems_of

REFERENTS = role(Role.REFERENT, "le référent label") | role(Role.DEPUTY, "son suppléant")
DIRCOM = role(Role.DIRCOM, "la Dircom")
# Words of `hands` that mean the same people in every table that does not say otherwise (`holders`).
OFFICES = {
    "le référent label": REFERENTS,
    "la Dircom": DIRCOM,
    "le référent label ou la Dircom": REFERENTS | DIRCOM,
    "la Dircom et le référent label": REFERENTS | DIRCOM,
}


class Turning:
    """Mixed in what has a life."""

    @property
    def lack(self):
        """The guard of the first condition that the step that leads lacks, of those that say who mends it."""
        table = self.workflow
        step = table.transitions.get(table.leads.get(self.state))
        return step and step.first_missing(self, is_told=True)

    @property
    def hand(self):
        """Who holds the ball: who can mend that condition, else who takes the step."""
        lack = self.lack
        return (lack and mender(lack, self)) or self.workflow.hands.get(self.state, "")

    def hand_for(self, user):
        """« vous » to whoever holds the ball, the word of its holder to others; "" where the table does not say who."""
        hand = self.hand
        rule = self.workflow.holders.get(hand) or OFFICES.get(hand)
        if rule is None:
            return ""
        return "vous" if user.is_authenticated and rule(user, self) else hand

    @property
    def to_mend(self):
        """The problem whose link leads whoever holds the ball to what is missing, or None."""
        lack = self.lack
        return next((one for one in problems_of(lack, self) if one.mend), None) if lack else None

    @property
    def undated(self):
        """Why nothing is promised for a day, in the words of its table; "" where there is a date."""
        return "" if self.due_on else self.workflow.undated.get(self.state, "")


def foresee(thing, transition):
    """The thing as it will be once the step is taken, before what the step itself writes; nothing is saved."""
    seen = copy(thing)
    seen.state, seen.since_at = transition.target, clock.now()
    if transition.target != thing.state:
        seen.due_on = None
    if transition.due and transition.form is None:
        seen.due_on = thing.due_date(transition.due)
    thing.workflow.settle(seen)
    return seen
