"""Simulation of a procedure: each step to come from the one before, by the delays of its rules; one may slip."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from labelling.parties.framework.kinds import DossierType
from labelling.path.dossiers import stages
from labelling.path.dossiers.models import LabelDossier
from labelling.path.dossiers.steps.windows import anchor_of
from labelling.steering.timeline.lines import COMPUTED, ESTIMATED, FIXED, Coming, Source, Trouble
from portal.core import clock
from portal.ui import words

S = LabelDossier.State
LAST = date(2099, 12, 31)  # as the calendar: nothing is computed beyond
RANKS = {
    S.DRAFT: 0,
    S.SUBMITTED: 1,
    S.TO_COMPLETE: 1,
    S.REGISTERED: 2,
    S.DIAGNOSIS: 3,
    S.PREPARATION: 4,
    S.AUDIT: 5,
    S.FOLLOW_UP: 6,
    S.REVIEW: 7,
    S.ADJOURNED: 7,
    S.SCHEDULED: 8,
}
SIGNATORY, OFFICE, ORGANISM = (
    "une personne signataire de l’organisme",
    "le référent label",
    "l’organisme",
)
AUDITOR, COMMITTEE, SECRETARY = (
    "l’auditeur",
    "le comité de labellisation",
    "le secrétariat du comité",
)


@dataclass(frozen=True)
class Slip:
    """A supposition: the step `code` comes on `day`, or so many weeks later than it should."""

    code: str
    day: date | None = None
    weeks: int = 0

    def moved(self, day):
        """The day supposed, of a step that was to come on `day`."""
        return min(self.day or (day or clock.today()) + timedelta(weeks=self.weeks), LAST)


@dataclass
class Walk:
    """`dossier` is None for one that is still to be opened; `label` is the title whose dates count."""

    facts: object
    dossier: object
    dossier_type: str
    label: object
    prefix: str
    slip: Slip | None = None
    lines: list = field(default_factory=list)
    day: date = None
    is_sure: bool = True
    is_stopped: bool = False
    hqs_closed_on: date = None
    limit: date = None
    decided_on: date = None

    def __post_init__(self):
        self.today = self.day = clock.today()
        self.rules = self.dossier.rules if self.dossier else self.rules_on(self.today)
        self.stands = self.dossier.state if self.dossier else S.DRAFT
        self.rank = RANKS.get(self.stands)
        if self.rank is None:  # a state of rules to come is a pause in the stage that names it
            stage = stages.current_stage(self.dossier)
            self.rank = RANKS.get(stage.state, 0) if stage else 0
        self.hqs_closed_on = self.dossier.hqs_closed_on if self.dossier else None

    def rules_on(self, day):
        """BR-08: those that would bind a dossier registered on `day`."""
        found = self.facts.common.rules_on(day)
        return found or (self.label.dossier.rules if self.label else self.facts.common.rules)

    @property
    def plan(self):
        return self.rules.stages_for(self.dossier_type)

    @property
    def audit_stage(self):
        return next((one for one in self.plan if one.audit_type not in ("", "hqs")), None)

    def window(self):
        """BR-17: first and last day of the audit, as `windows.audit_window` gives them."""
        stage = self.audit_stage
        if stage is None or not stage.anchor:
            return None
        day = anchor_of(stage, hqs_closed_on=self.hqs_closed_on, label=self.label)
        return stage.window(day) if day else None

    @property
    def is_renewal(self):
        return self.dossier_type == DossierType.RENEWAL

    @property
    def about(self):
        """« QH-D-2026-0001 », or what is to be opened."""
        kind = str(DossierType(self.dossier_type).label).lower()
        return f"{kind}, {self.dossier.reference}" if self.dossier else f"{kind}, dossier à ouvrir"

    @property
    def url(self):
        return self.dossier.get_absolute_url() if self.dossier else ""

    def supposes(self, name):
        """Whether this very step is supposed on another day."""
        return self.slip is not None and self.slip.code == f"{self.prefix}.{name}"

    def source(self, code, day=None):
        return Source.of(self.rules, code, day)

    def add(
        self,
        name,
        kind,
        title,
        last,
        *,
        first=None,
        check=None,
        is_fixed=False,
        is_sure=None,
        pushes=True,
        **facts,
    ):
        """Write a step and go on from its day; without a day, nothing can be told of what follows.

        `check(day)` gives its Trouble, or None; one that `pushes` nothing is a limit beside the path.
        """
        code, is_moved = f"{self.prefix}.{name}", self.supposes(name)
        if is_moved:
            length = (last - first) if is_fixed and first and last else timedelta(0)
            first = self.slip.moved(first or last)
            last = first + length
        if last is not None and last > LAST:
            self.is_stopped = True
            return
        is_sure = self.is_sure if is_sure is None else is_sure
        line = Coming(
            code=code,
            kind=kind,
            title=title,
            first=first,
            last=last,
            is_moved=is_moved,
            sureness=FIXED if is_fixed else COMPUTED if is_sure else ESTIMATED,
            revised_at=getattr(self.basis, "since_at", None),
            revision=getattr(self.basis, "version", 0),
            **{"url": self.url, "note": self.about} | facts,
        )
        if last is None:
            self.is_stopped = self.is_stopped or pushes
            self.lines.append(line)
            return
        is_overdue = last < self.today
        found = check(first or last) if check else None
        if is_overdue and not found:
            found = Trouble(f"Attendu depuis le {words.day(last)}.")
        self.lines.append(replace(line, trouble=found, is_overdue=is_overdue))
        if pushes:
            self.day = max(last if is_fixed or is_moved else first or last, self.today)
            self.is_sure = is_fixed

    @property
    def basis(self):
        """What tells calendars that a date has changed."""
        return self.dossier or self.label
