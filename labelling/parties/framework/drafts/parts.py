"""Parts of a draft of the rules that the screens edit: which rows, under which keys, with which values."""

from collections.abc import Callable
from dataclasses import dataclass

from labelling.parties.framework.kinds import DossierType
from labelling.parties.framework.models import (
    CommitteeRulesVersion,
    Criterion,
    DeadlineRule,
    EvaluationFrameworkVersion,
    LabelRulesVersion,
    RequiredPiece,
    Stage,
    Theme,
)

WHOLE = "tout"  # the key of the only row of a part


@dataclass(frozen=True)
class Part:
    """A section of the screens. `groups(content)` gives {key of a list: its rows}, lists that may be written."""

    code: str
    kind: str
    label: str
    model: type
    names: tuple
    groups: Callable | None = None  # None: one row, the version's own values
    one: str = ""  # « le délai »

    def rows(self, content):
        """{key: row} of all its rows, in order; a key is its list's and its code."""
        if self.groups is None:
            return {WHOLE: content}
        return {
            _key(group, row["code"]): row
            for group, rows in self.groups(content).items()
            for row in rows
        }

    def place(self, content, key):
        """(the list that holds a row, its rank)."""
        for group, rows in self.groups(content).items():
            for rank, row in enumerate(rows):
                if _key(group, row["code"]) == key:
                    return rows, rank
        raise KeyError(key)

    @property
    def own_names(self):
        """What may change of a row that exists: its code, by which others name it, stays."""
        return tuple(name for name in self.names if self.groups is None or name != "code")


def _key(group, code):
    return f"{group}/{code}" if group else code


def _deadlines(content):
    return {"": content.setdefault("deadlines", [])}


def _stages(content):
    plans = content.setdefault("plans", {})
    return {kind: plans.setdefault(kind, []) for kind in DossierType.values}


def _pieces(content):
    """In the order of the stages of each plan, to which they belong."""
    pieces = content.setdefault("pieces", {})
    return {
        f"{kind}/{stage['code']}": pieces.setdefault(kind, {}).setdefault(stage["code"], [])
        for kind, plan in _stages(content).items()
        for stage in plan
    }


def _themes(content):
    return {"": content.setdefault("themes", [])}


def _criteria(content):
    return {theme["code"]: theme.setdefault("criteria", []) for theme in _themes(content)[""]}


def tidied(content):
    """Without empty lists, nor the pieces of a stage that is gone; pieces in the order of their stages."""
    if "plans" in content:
        pieces = {}
        for group, rows in _pieces(content).items():
            kind, stage = group.split("/")
            if rows:
                pieces.setdefault(kind, {})[stage] = rows
        content["pieces"] = pieces
        content["plans"] = {kind: plan for kind, plan in content["plans"].items() if plan}
    return content


ALL = (
    Part(
        "nombres",
        "rules",
        "Durées et nombres",
        LabelRulesVersion,
        (
            "label_months",
            "assignment_mode",
            "same_auditor_max",
            "hqs_counted",
            "report_replacement_days",
            "auditor_access_days",
            "dismissal_reminders",
            "renewal_reminder_months",
            "accreditation_reminder_months",
            "accreditation_renewal_months",
            "charter_grace_days",
            "club_read_months",
            "club_takes_engaged",
        ),
    ),
    Part(
        "delais",
        "rules",
        "Délais",
        DeadlineRule,
        ("code", "label", "delay", "delay_max", "is_before", "starts", "reminders"),
        _deadlines,
        "le délai",
    ),
    Part(
        "etapes",
        "rules",
        "Étapes",
        Stage,
        (
            "code",
            "label",
            "hint",
            "state",
            "other_states",
            "audit_type",
            "anchor",
            "deadline",
            "needs_tenants",
            "tenants_strength",
        ),
        _stages,
        "l’étape",
    ),
    Part(
        "pieces",
        "rules",
        "Pièces demandées",
        RequiredPiece,
        ("code", "label", "hint", "mandatory", "several", "extensions", "involvement"),
        _pieces,
        "la pièce",
    ),
    Part(
        "reperes",
        "framework",
        "Repères et seuils",
        EvaluationFrameworkVersion,
        (
            "gate_mandatory",
            "gate_theme",
            "gate_global",
            "stock_priority_from",
            "stock_watch_from",
            "stock_axis_alarm",
        ),
    ),
    Part(
        "themes",
        "framework",
        "Thèmes",
        Theme,
        ("code", "title", "weight", "gate"),
        _themes,
        "le thème",
    ),
    Part(
        "criteres",
        "framework",
        "Critères",
        Criterion,
        (
            "code",
            "title",
            "expectation",
            "evidence_examples",
            "mandatory",
            "applies_if",
            "weight",
            "audit_types",
        ),
        _criteria,
        "le critère",
    ),
    Part(
        "votes",
        "committee",
        "Quorum, majorités et consultations",
        CommitteeRulesVersion,
        (
            "quorum",
            "majority",
            "special",
            "special_answers",
            "casting_vote",
            "motivation_min",
            "written_consultation_days",
            "rule_text",
        ),
    ),
)


def parts_of(kind):
    return [part for part in ALL if part.kind == kind]


def part_of(kind, code):
    """The part of a kind by its code in the addresses, or None."""
    return next((part for part in parts_of(kind) if part.code == code), None)
