"""CMS desk of the rules for the référent: lists and inspection (BR-09)."""

from wagtail_modeladmin.options import ModelAdminGroup

from labelling.framework.models import (
    CommitteeRulesVersion,
    Criterion,
    DeadlineRule,
    EvaluationFrameworkVersion,
    LabelRulesVersion,
    RequiredPiece,
    Stage,
)
from portal.web.cms_desk import Desk


class VersionDesk(Desk):
    list_display = ("title", "code", "period", "get_status_display")
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


class StageDesk(Desk):
    model = Stage
    menu_label = "Étapes"
    menu_icon = "arrow-right"
    list_display = ("label", "dossier_type", "order", "window_shown", "is_decided", "rules")
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
