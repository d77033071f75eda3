"""Trial of a draft of the rules on the open dossiers: what each would be asked. Nothing is written.

A dossier keeps the versions it was registered under (BR-08): the trial says what a dossier in the same
situation would meet under the draft. As many queries for one dossier as for all.
"""

from dataclasses import dataclass, field

from labelling.committee.rule_trials import evaluation, stages
from labelling.parties.framework.drafts import content
from labelling.parties.framework.drafts.comparing import Change
from labelling.parties.framework.models import RulesDraft
from labelling.path.dossiers.models import LabelDossier

UNDER = {RulesDraft.Kind.RULES: stages, RulesDraft.Kind.FRAMEWORK: evaluation}


@dataclass
class Outcome:
    """What would change for a dossier."""

    dossier: LabelDossier
    changes: list[Change] = field(default_factory=list)
    blockers: list[str] = field(default_factory=list)  # what would be missing, and is not today

    @property
    def differs(self):
        return bool(self.changes or self.blockers)


def can_try(draft):
    """The rules of the committee bind sessions, not dossiers."""
    return draft.kind in UNDER


def outcomes(draft, user):
    """[Outcome] of each open dossier that this person sees; Unreadable when the draft cannot be built."""
    sheet = content.sheet_of(draft)
    # Unsaved rows are told apart as stored ones are, by a key; none of them is ever saved.
    for rank, row in enumerate((sheet.version, *sheet.rows), 1):
        row.pk = -rank
    rows = LabelDossier.objects.visible_to(user).open().select_related("organism")
    dossiers = list(rows.order_by("reference"))
    trial = UNDER[draft.kind].Trial(sheet, dossiers)
    return [Outcome(one, trial.changes(one), trial.blockers(one)) for one in dossiers]
