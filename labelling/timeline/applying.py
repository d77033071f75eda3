"""Timeline of an application begun today: what the rules in force give an organism that is still to ask."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from labelling.framework.dossier_types import DossierType
from labelling.timeline.coming import APPLICATION, STEPS
from labelling.timeline.facts import Common, Facts
from labelling.timeline.walking import Slip, Walk
from portal.core.working_days import add_days
from portal.workflow import Refused

# What no rule dates, supposed so many days after the step before; shown as such.
SUPPOSED = {"depot": 60, "diagnostic": 90}


@dataclass
class ApplyingWalk(Walk):
    """Nobody's dossier yet: what its organism would choose is supposed, the rest follows from the rules."""

    def supposes(self, name):
        if name in SUPPOSED:
            day = add_days(self.day, SUPPOSED[name])
            self.slip = Slip(f"{self.prefix}.{name}", day=day)
        return super().supposes(name)


def application_timeline():
    """[Coming] of a first application whose preparation begins today, by date; empty before the first rules."""
    try:
        facts = Facts(None, Common.read(AnonymousUser()), is_whole=True)
        walk = ApplyingWalk(facts, None, DossierType.INITIAL, None, APPLICATION)
    except Refused:
        return []
    for step in STEPS:
        if walk.is_stopped:
            break
        step(walk)
    return sorted((line for line in walk.lines if line.is_dated), key=lambda line: line.day)
