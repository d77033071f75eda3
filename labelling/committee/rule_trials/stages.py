"""Trial of a règlement on open dossiers: its stage, the pieces asked so far, its dates, what would be missing."""

from collections import defaultdict

from labelling.parties.framework.drafts.comparing import Change
from labelling.parties.framework.models import DeadlineRule, RequiredPiece, Stage
from labelling.path.audits.models import AuditMission
from labelling.path.dossiers.models import Piece
from labelling.path.dossiers.stages import day_of
from labelling.path.dossiers.steps.guards import ACCEPTED
from labelling.path.dossiers.steps.workflow import DOSSIER
from labelling.title.labels.models import Label
from portal.ui import words

HELD = ("active", "extended", "suspended")
NONE, UNSAID = "aucune", "aucune date"


class Plan:
    """Stages, pieces and delays of a version, stored or not, as the dossiers read them."""

    def __init__(self, stages, pieces, deadlines):
        self.stages, self.pieces, self.deadlines = stages, pieces, deadlines

    @classmethod
    def of_sheet(cls, sheet):
        rows = {
            model: [row for row in sheet.rows if type(row) is model]
            for model in (Stage, RequiredPiece, DeadlineRule)
        }
        deadlines = {row.code: row for row in rows[DeadlineRule]}
        return cls(rows[Stage], rows[RequiredPiece], deadlines)

    @classmethod
    def of_version(cls, rules):
        return cls(rules.plan, rules.pieces, rules.deadlines)

    def stage_at(self, dossier):
        mine = (one for one in self.stages if one.dossier_type == dossier.dossier_type)
        return next((one for one in mine if one.covers(dossier.state)), None)

    def reached(self, dossier):
        """The codes of the stages gone through so far; None where no stage has the state."""
        current = self.stage_at(dossier)
        if current is None:
            return None
        kind = dossier.dossier_type
        mine = (one for one in self.stages if one.dossier_type == kind)
        return {one.code for one in mine if one.order <= current.order}

    def pieces_due(self, dossier, reached):
        """{code: piece} asked for by these stages (BR-13)."""
        mine = (one for one in self.pieces if one.dossier_type == dossier.dossier_type)
        return {one.code: one for one in mine if one.stage in reached}

    def audit_stage(self, dossier):
        mine = (one for one in self.stages if one.dossier_type == dossier.dossier_type)
        return next((one for one in mine if one.audit_type and one.audit_type != "hqs"), None)


class Trial:
    """The draft's plan beside that of each dossier; what is asked of the database is asked once."""

    def __init__(self, sheet, dossiers):
        self.new = Plan.of_sheet(sheet)
        rules = {one.rules_id: one.rules for one in dossiers}
        self.plans = {key: Plan.of_version(one) for key, one in rules.items()}
        keys = [one.pk for one in dossiers]
        self.held = defaultdict(set)
        current = Piece.objects.filter(dossier__in=keys, is_current=True)
        for dossier, code in current.values_list("dossier", "code"):
            self.held[dossier].add(code)
        closings = AuditMission.objects.filter(
            dossier__in=keys, audit_type="hqs", state__in=ACCEPTED
        )
        self.closed = dict(closings.order_by("pk").values_list("dossier", "closed_on"))
        labels = Label.objects.filter(
            organism__in=[one.organism_id for one in dossiers], state__in=HELD
        )
        self.labels = {
            organism: {"label_start": start, "label_end": end}
            for organism, start, end in labels.order_by("start_on").values_list(
                "organism", "start_on", "end_on"
            )
        }

    def changes(self, dossier):
        old = self.plans[dossier.rules_id]
        pairs = (
            ("Étape", _label(old.stage_at(dossier)), _label(self.new.stage_at(dossier))),
            *self._pieces(old, dossier),
            ("À faire avant le", *self._due(old, dossier)),
            ("Fenêtre de l’audit", self._window(old, dossier), self._window(self.new, dossier)),
        )
        return [Change(*pair) for pair in pairs if pair[1] != pair[2]]

    def blockers(self, dossier):
        old = self.plans[dossier.rules_id]
        known = self._missing(old, dossier)
        found = [
            f"Il manquerait la pièce «\u00a0{label}\u00a0»."
            for code, label in self._missing(self.new, dossier).items()
            if code not in known
        ]
        if old.stage_at(dossier) and self.new.stage_at(dossier) is None:
            said = dossier.get_state_display()
            found.append(f"Aucune étape n’a l’état «\u00a0{said}\u00a0».")
        return found

    def _asked(self, plan, dossier):
        """The pieces asked for so far; a state that no stage has is a pause in the stages known so far."""
        known = self.plans[dossier.rules_id].reached(dossier) or set()
        reached = plan.reached(dossier)
        return plan.pieces_due(dossier, known if reached is None else reached)

    def _missing(self, plan, dossier):
        """{code: label} of the mandatory pieces that the dossier does not hold."""
        asked = self._asked(plan, dossier)
        return {
            code: piece.label
            for code, piece in asked.items()
            if piece.mandatory and code not in self.held[dossier.pk]
        }

    def _pieces(self, old, dossier):
        """(« Pièce … », how it was asked for, how it would be) of each."""
        before, after = self._asked(old, dossier), self._asked(self.new, dossier)
        for code in dict.fromkeys((*before, *after)):
            piece = after.get(code) or before[code]
            yield (
                f"Pièce «\u00a0{piece.label}\u00a0»",
                _asked(before.get(code)),
                _asked(after.get(code)),
            )

    def _due(self, old, dossier):
        """The date of the present state, and the same by the draft's delay; no date that a person chose."""
        if dossier.due_on is None:
            return UNSAID, UNSAID
        since = day_of(dossier.since_at)
        code = next(
            (one for one in _codes(dossier.state) if _day(old, one, since) == dossier.due_on), None
        )
        day = words.day(dossier.due_on)
        if code is None or code not in self.new.deadlines:
            return day, day
        return day, words.day(_day(self.new, code, since))

    def _window(self, plan, dossier):
        stage = plan.audit_stage(dossier)
        if stage is None or not stage.anchor:
            return NONE
        if stage.anchor == Stage.Anchor.HQS_CLOSING:
            day = self.closed.get(dossier.pk)
        else:
            day = self.labels.get(dossier.organism_id, {}).get(stage.anchor)
        if day is None:
            return stage.window_shown
        first, last = stage.window(day)
        return f"du {words.day(first)} au {words.day(last)}"


def _label(stage):
    return stage.label if stage else NONE


def _asked(piece):
    if piece is None:
        return "non demandée"
    return "obligatoire" if piece.mandatory else "facultative"


def _codes(state):
    """The delays that the table starts on entering a state."""
    return {one.due for one in DOSSIER.transitions.values() if one.target == state and one.due}


def _day(plan, code, since):
    rule = plan.deadlines.get(code)
    return rule.due(since) if rule else None
