"""Models of the rules: règlement du label and committee rules, as dated data bound to each dossier (BR-08)."""

from django.core.exceptions import ValidationError
from django.db import models

from labelling.parties.framework.committee import CommitteeRulesVersion
from labelling.parties.framework.deadlines import DEADLINES, DeadlineRule, days_of, numbers
from labelling.parties.framework.drafts.models import RulesDraft
from labelling.parties.framework.evaluation import Criterion, EvaluationFrameworkVersion, Theme
from labelling.parties.framework.kinds import DossierType, Involvement, TenantsStrength
from labelling.parties.framework.versions import (
    Guarded,
    GuardedQuerySet,
    Status,
    Version,
    cached_once_published,
)
from portal import access
from portal.core.working_days import Delay, add_months

__all__ = (
    "CommitteeRulesVersion",
    "Criterion",
    "DeadlineRule",
    "EvaluationFrameworkVersion",
    "LabelRulesVersion",
    "RequiredPiece",
    "RulesDraft",
    "Stage",
    "Status",
    "Theme",
)


def words_list(value):
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise ValidationError("Une liste de mots est attendue, par exemple [pdf, docx].")


def renewal_months():
    return [12, 9, 6, 3, 1]


def accreditation_months():
    return [6, 3, 1]


class LabelRulesVersion(Version):
    """The règlement: stages, pieces, delays and the numbers that the label's owner may change."""

    class Assignment(models.TextChoices):
        ORGANISM = "organism_choice", "l’organisme choisit parmi les auditeurs agréés"
        USH = "ush_designation", "l’USH désigne l’auditeur"

    label_months = models.PositiveSmallIntegerField("durée du label (mois)", default=36)
    assignment_mode = models.CharField(
        "choix de l’auditeur", max_length=20, choices=Assignment, default=Assignment.ORGANISM
    )
    same_auditor_max = models.PositiveSmallIntegerField(
        "évaluations de suite par le même auditeur", default=2
    )
    hqs_counted = models.BooleanField("le diagnostic HQS compte dans cette limite", default=True)
    report_replacement_days = models.PositiveSmallIntegerField(
        "remplacement du rapport (jours)", default=15
    )
    auditor_access_days = models.PositiveSmallIntegerField(
        "accès de l’auditeur après clôture (jours)", default=15
    )
    dismissal_reminders = models.PositiveSmallIntegerField(
        "relances avant classement sans suite", default=2
    )
    renewal_reminder_months = models.JSONField(
        "rappels de renouvellement (mois avant)", default=renewal_months, validators=[numbers]
    )
    accreditation_reminder_months = models.JSONField(
        "rappels d’agrément (mois avant)", default=accreditation_months, validators=[numbers]
    )
    accreditation_renewal_months = models.PositiveSmallIntegerField(
        "renouvellement de l’agrément (mois avant la fin)", default=6, db_default=6
    )
    charter_grace_days = models.PositiveSmallIntegerField(
        "délai après une nouvelle charte (jours)", default=60
    )
    club_read_months = models.PositiveSmallIntegerField(
        "lecture du club après le label (mois)", default=6
    )
    club_takes_engaged = models.BooleanField("le club prend les engagés", default=False)

    class Meta(Version.Meta):
        verbose_name = "règlement du label"
        verbose_name_plural = "règlements du label"

    @property
    def kind_label(self):
        return "Règlement du label"

    @cached_once_published
    def deadlines(self):
        """Code → DeadlineRule, read once an instance."""
        return {rule.code: rule for rule in self.deadline_rules.all()}

    @cached_once_published
    def plan(self):
        """The stages of every dossier type, in order."""
        return list(self.stages.all())

    @cached_once_published
    def pieces(self):
        """The documents asked for by every dossier type, in order."""
        return list(self.required_pieces.all())

    def delay(self, code) -> Delay:
        return self.deadlines[code].parsed

    def due(self, code, day):
        """The date that the deadline gives from `day`, or before it for « J-21 » rules."""
        return self.deadlines[code].due(day)

    def reminder_days(self, code):
        """Days before a deadline's date (negative: after) at which people are reminded."""
        return tuple(self.deadlines[code].reminders)

    @property
    def renewal_days(self):
        """BR-75: days before a label ends at which its renewal is recalled."""
        return tuple(days_of(months) for months in self.renewal_reminder_months)

    @property
    def accreditation_days(self):
        """BR-43: days before an accreditation ends at which its renewal is recalled."""
        return tuple(days_of(months) for months in self.accreditation_reminder_months)

    def window(self, code, day):
        """First and last day of a windowed deadline (D06, D06v) from its anchor date."""
        return self.deadlines[code].window(day)

    def stages_for(self, dossier_type):
        return [stage for stage in self.plan if stage.dossier_type == dossier_type]

    def stage(self, dossier_type, code):
        """None when the plan of that type has no such stage (no diagnosis in a renewal)."""
        return next((stage for stage in self.stages_for(dossier_type) if stage.code == code), None)

    def stage_at(self, dossier_type, state):
        """The stage that a dossier in `state` is going through."""
        return next((stage for stage in self.stages_for(dossier_type) if stage.covers(state)), None)

    def pieces_for(self, dossier_type, stage_code=None):
        pieces = [piece for piece in self.pieces if piece.dossier_type == dossier_type]
        return [piece for piece in pieces if stage_code in (None, piece.stage)]

    @property
    def look_back_months(self):
        """BR-21, BR-27: how far a tie of interest counts (D19)."""
        return self.delay("D19").count

    def missing(self):
        return self.lacking([*self.deadlines.values(), *self.plan])

    @staticmethod
    def lacking(rows):
        known = {row.code for row in rows if isinstance(row, DeadlineRule)}
        faults = [f"Le délai {code} manque." for code in DEADLINES if code not in known]
        stages = [row for row in rows if isinstance(row, Stage)]
        if not any(stage.dossier_type == DossierType.INITIAL for stage in stages):
            faults.append("Le premier cycle n’a aucune étape.")
        return faults


class Stage(Guarded):
    """A step of the plan of a dossier type: its audit, its window, its decision."""

    class Anchor(models.TextChoices):
        NONE = "", "sans fenêtre"
        HQS_CLOSING = "hqs_closing", "la clôture du diagnostic HQS"
        LABEL_START = "label_start", "le début du label"
        LABEL_END = "label_end", "la fin du label"

    class AuditType(models.TextChoices):
        NONE = "", "sans audit"
        HQS = "hqs", "diagnostic HQS"
        IMPLEMENTATION = "implementation", "audit de mise en œuvre"
        VERIFICATION = "verification", "audit de vérification"

    version_path = "rules"
    settled = ("rules",)

    rules = models.ForeignKey(
        LabelRulesVersion, models.CASCADE, related_name="stages", verbose_name="règlement"
    )
    dossier_type = models.CharField("type de dossier", max_length=15, choices=DossierType)
    order = models.PositiveSmallIntegerField("rang")
    code = models.SlugField("code", max_length=30)
    label = models.CharField("étape", max_length=120)
    hint = models.CharField("ce qui s’y passe", max_length=300, blank=True)
    state = models.CharField("état du dossier à l’entrée", max_length=20)
    other_states = models.JSONField(
        "autres états", default=list, blank=True, validators=[words_list]
    )
    audit_type = models.CharField(
        "audit", max_length=15, choices=AuditType, default=AuditType.NONE, blank=True
    )
    anchor = models.CharField(
        "fenêtre comptée depuis", max_length=15, choices=Anchor, default=Anchor.NONE, blank=True
    )
    deadline = models.CharField("délai de la fenêtre", max_length=6, blank=True)
    offset_min_months = models.SmallIntegerField("au plus tôt (mois)", null=True, blank=True)
    offset_max_months = models.SmallIntegerField("au plus tard (mois)", null=True, blank=True)
    needs_tenants = models.BooleanField("preuve d’association des locataires", default=False)
    tenants_strength = models.CharField(
        "force", max_length=8, choices=TenantsStrength, default="", blank=True, db_default=""
    )

    objects = GuardedQuerySet.as_manager()
    visibilities = access.through("rules")

    class Meta(Guarded.Meta):
        verbose_name = "étape"
        ordering = ("rules", "dossier_type", "order")
        constraints = (
            models.UniqueConstraint(
                fields=("rules", "dossier_type", "code"), name="stage_code_once"
            ),
            models.UniqueConstraint(
                fields=("rules", "dossier_type", "order"), name="stage_order_once"
            ),
            models.CheckConstraint(
                condition=models.Q(anchor="")
                | models.Q(
                    offset_min_months__isnull=False,
                    offset_max_months__gte=models.F("offset_min_months"),
                ),
                name="stage_window_runs_forward",
            ),
        )

    def __str__(self):
        return self.label

    def covers(self, state):
        return state == self.state or state in self.other_states

    @property
    def is_decided(self):
        """Whether the committee decides in it: a dossier on an agenda is there."""
        return self.covers("scheduled")

    def window(self, day):
        """First and last day, both included, from the anchor's date; None without a window (BR-17)."""
        if not self.anchor:
            return None
        return add_months(day, self.offset_min_months), add_months(day, self.offset_max_months)

    @property
    def window_shown(self):
        """« de 10 à 14 mois après la clôture du diagnostic HQS », "" without a window."""
        if not self.anchor:
            return ""
        first, last = abs(self.offset_min_months), abs(self.offset_max_months)
        side = "avant" if self.offset_max_months < 0 else "après"
        return f"de {first} à {last} mois {side} {self.get_anchor_display()}"


class RequiredPiece(Guarded):
    """A document that a dossier must (or may) hold at a stage (BR-13)."""

    version_path = "rules"
    settled = ("rules",)

    rules = models.ForeignKey(
        LabelRulesVersion, models.CASCADE, related_name="required_pieces", verbose_name="règlement"
    )
    dossier_type = models.CharField("type de dossier", max_length=15, choices=DossierType)
    stage = models.SlugField("étape", max_length=30)
    order = models.PositiveSmallIntegerField("rang")
    code = models.SlugField("code", max_length=40)
    label = models.CharField("pièce", max_length=160)
    hint = models.CharField("précision", max_length=300, blank=True)
    mandatory = models.BooleanField("obligatoire", default=True)
    several = models.BooleanField("plusieurs fichiers possibles", default=False)
    extensions = models.JSONField("formats acceptés", default=list, validators=[words_list])
    involvement = models.CharField(
        "rencontre", max_length=12, choices=Involvement, default="", blank=True, db_default=""
    )  # of tenants’ representatives: its minutes are this piece

    objects = GuardedQuerySet.as_manager()
    visibilities = access.through("rules")

    class Meta(Guarded.Meta):
        verbose_name = "pièce demandée"
        verbose_name_plural = "pièces demandées"
        ordering = ("rules", "dossier_type", "order")
        constraints = (
            models.UniqueConstraint(
                fields=("rules", "dossier_type", "stage", "code"), name="piece_code_once"
            ),
        )

    def __str__(self):
        return self.label
