"""CMS desk of the rules for the référent: lists and inspection (BR-09)."""

from wagtail_modeladmin.options import ModelAdminGroup

from labelling.parties.framework.drafts.forms import CHOICES
from labelling.parties.framework.models import (
    CommitteeRulesVersion,
    Criterion,
    DeadlineRule,
    EvaluationFrameworkVersion,
    LabelRulesVersion,
    RequiredPiece,
    Stage,
)
from portal.web.cms_desk import Desk


def choices_of(name):
    """What gives [(code, words)] of a field of the rules, as the form of a draft offers them."""
    _is_several, read = CHOICES[name]
    return lambda: read(None)


class VersionDesk(Desk):
    list_display = ("title", "code", "period", "status")
    heads = {"period": "période"}
    list_filter = ("status",)
    list_select_related = ("supersedes",)
    search_fields = ("title", "code")


class LabelRulesDesk(VersionDesk):
    model = LabelRulesVersion
    menu_label = "Règlements"
    menu_icon = "doc-full"


class CommitteeRulesDesk(VersionDesk):
    model = CommitteeRulesVersion
    menu_label = "Règles du comité"
    menu_icon = "group"
    words = {"special_answers": choices_of("special_answers")}


class FrameworkDesk(VersionDesk):
    model = EvaluationFrameworkVersion
    menu_label = "Cadres d’évaluation"
    menu_icon = "list-ul"


class CriterionDesk(Desk):
    model = Criterion
    menu_label = "Critères"
    menu_icon = "tick-inverse"
    list_display = ("code", "title", "theme", "mandatory")
    list_filter = ("mandatory", "applies_if", "theme__framework")
    list_select_related = ("theme",)
    search_fields = ("code", "title", "expectation")
    words = {"audit_types": choices_of("audit_types")}


class StageDesk(Desk):
    model = Stage
    menu_label = "Étapes"
    menu_icon = "arrow-right"
    list_display = ("label", "dossier_type", "order", "window_shown", "is_decided", "rules")
    heads = {"window_shown": "fenêtre", "is_decided": "décision du comité"}
    words = {"state": choices_of("state"), "other_states": choices_of("other_states")}
    inspect_view_fields = (
        "rules",
        "dossier_type",
        "order",
        "label",
        "hint",
        "state",
        "other_states",
        "audit_type",
        "window_shown",
        "is_decided",
        "needs_tenants",
        "tenants_strength",
    )
    list_filter = ("dossier_type", "rules")
    list_select_related = ("rules",)
    search_fields = ("code", "label")


class RequiredPieceDesk(Desk):
    model = RequiredPiece
    menu_label = "Pièces demandées"
    menu_icon = "doc-empty"
    list_display = ("label", "dossier_type", "stage", "mandatory", "rules")
    list_filter = ("dossier_type", "mandatory", "rules")
    list_select_related = ("rules",)
    search_fields = ("code", "label")


class DeadlineDesk(Desk):
    model = DeadlineRule
    menu_label = "Délais"
    menu_icon = "time"
    list_display = ("code", "label", "sentence", "reminders_shown", "rules")
    heads = {"sentence": "délai", "reminders_shown": "rappels"}
    inspect_view_fields = ("rules", "code", "label", "sentence", "reminders_shown")
    list_filter = ("rules",)
    list_select_related = ("rules",)
    search_fields = ("code", "label")


class RulesGroup(ModelAdminGroup):
    """Wired by labelling/wagtail_hooks.py: `modeladmin_register(RulesGroup)`."""

    menu_label = "Règles"
    menu_icon = "clipboard-list"
    menu_order = 300
    items = (
        LabelRulesDesk,
        StageDesk,
        RequiredPieceDesk,
        DeadlineDesk,
        FrameworkDesk,
        CriterionDesk,
        CommitteeRulesDesk,
    )
