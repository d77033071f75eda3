"""Editing rights of the preparation (stock, plan, self-assessment)."""

from dataclasses import dataclass

from labelling.parties.organisms.rules import member
from portal.workflow import Closed, Forbidden, Problem, Refused

EDITABLE = ("registered", "diagnosis", "preparation")


def refusal(problem, dossier):
    """403 of a page: another person's part, or one that the state closes."""
    if problem.code == "forbidden":
        return Forbidden(problem, thing=dossier)
    return Closed(problem.text, thing=dossier)


@dataclass(frozen=True)
class PreparedPart:
    """One part: the sentence for who is not of the organism, and the one for too early or too late."""

    forbidden: str
    out_of_time: str

    def closed(self, dossier, by):
        """Why this person cannot write the part now, or None."""
        if not member(by, dossier):
            return Problem("forbidden", self.forbidden)
        if dossier.state not in EDITABLE:
            return Problem("state", self.out_of_time)
        return None

    def may_write(self, dossier, by):
        """Raise Forbidden or Refused when the part is closed."""
        if problem := self.closed(dossier, by):
            raise (Forbidden if problem.code == "forbidden" else Refused)(problem)
