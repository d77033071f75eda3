"""Machines that the process map draws: the things with a life whose passages the audit log tells."""

from dataclasses import dataclass, field

from labelling.committee.models import AgendaItem, CommitteeSession
from labelling.parties.accreditation.models import AuditorAccreditation
from labelling.path.audits.models import AuditFinding, AuditMission
from labelling.path.dossiers.models import LabelDossier
from labelling.title.labels.models import Label
from portal.workflow import WORKFLOWS

NOBODY = "personne"


@dataclass(frozen=True)
class Machine:
    """A table of the workflow, as the map reads its life.

    `organism` leads from a thing to the organism that it concerns, `rules` to the code of its rules, "" where
    there are none; `read_with` is what its name reads. `rework` names the steps after which something is done
    again; `repeats`, side acts that do it again without a step, from the second one on. `hides_small_cells`: it
    tells findings (BR-98). `is_shared`: who reads sums alone is shown it too.
    """

    code: str  # in the addresses
    title: str
    model: type
    organism: str = ""
    rules: str = ""
    read_with: tuple = ()
    rework: frozenset = field(default_factory=frozenset)
    repeats: tuple = ()
    hides_small_cells: bool = False
    is_shared: bool = True

    @property
    def table(self):
        return WORKFLOWS[self.model]

    @property
    def kind(self):
        """As the audit log names it."""
        return self.model._meta.label_lower

    @property
    def is_divided(self):
        """Whether the causes of its time are known (`causes`)."""
        return self.model is LabelDossier

    def organism_of(self, thing):
        """The organism that a thing concerns, read with it; None where there is none."""
        for name in self.organism.split("__") if self.organism else ():
            thing = getattr(thing, name)
        return thing if self.organism else None

    def hand(self, state):
        """Who holds the ball in a state."""
        return self.table.hands.get(state, NOBODY)


MACHINES = {
    one.code: one
    for one in (
        Machine(
            "dossiers",
            "Dossiers",
            LabelDossier,
            "organism",
            "rules__code",
            ("organism",),
            frozenset(
                {
                    "request_complement",
                    "send_back",
                    "adjourn",
                    "unschedule",
                    "reopen",
                    "reopen_granted",
                    "reopen_adjourned",
                }
            ),
        ),
        Machine(
            "audits",
            "Audits",
            AuditMission,
            "dossier__organism",
            "dossier__rules__code",
            ("dossier__organism",),
            frozenset({"decline", "take_back", "send_back", "postpone"}),
            repeats=("report",),
        ),
        Machine(
            "constats",
            "Constats",
            AuditFinding,
            "mission__dossier__organism",
            "mission__dossier__rules__code",
            ("mission__dossier__organism", "criterion"),
            frozenset({"reject"}),
            hides_small_cells=True,
            is_shared=False,
        ),
        Machine(
            "seances",
            "Séances du comité",
            CommitteeSession,
            rules="rules__code",
            rework=frozenset({"reconvene", "cancel"}),
        ),
        Machine(
            "points",
            "Points de l’ordre du jour",
            AgendaItem,
            rules="session__rules__code",
            read_with=(
                "session",
                "dossier__organism",
                "label__organism",
                "accreditation__auditor__user",
            ),
            rework=frozenset({"void", "rerun", "annul"}),
        ),
        Machine("labels", "Labels", Label, "organism", "", ("organism",), frozenset({"suspend"})),
        Machine(
            "agrements",
            "Agréments",
            AuditorAccreditation,
            read_with=("auditor__user",),
            rework=frozenset({"request_complement"}),
            is_shared=False,
        ),
    )
}
DOSSIERS, AUDITS = MACHINES["dossiers"], MACHINES["audits"]
BY_KIND = {one.kind: one for one in MACHINES.values()}
