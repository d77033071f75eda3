"""Evaluation framework (cadre d’évaluation): themes, criteria, gates."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from labelling.parties.framework.versions import (
    Guarded,
    GuardedQuerySet,
    Version,
    cached_once_published,
)
from portal import access

NA_REASON_MIN = 20  # BR-11: characters that say why a criterion does not apply
AUDIT_TYPES = ("hqs", "implementation", "verification", "short_notice")
PERCENT = [MaxValueValidator(100)]


def valid_audit_types(value):
    if not isinstance(value, list) or not set(value) <= set(AUDIT_TYPES):
        raise ValidationError(f"Types d’audit possibles : {', '.join(AUDIT_TYPES)}.")


def every_audit():
    return ["hqs", "implementation", "verification"]


class EvaluationFrameworkVersion(Version):
    """One edition of the framework, with its rating scale's gates (the values are all ours)."""

    gate_mandatory = models.PositiveSmallIntegerField(
        "cotation minimale d’un critère obligatoire", default=2, validators=[MaxValueValidator(3)]
    )
    gate_theme = models.PositiveSmallIntegerField(
        "score minimal d’un thème (%)", default=50, validators=PERCENT
    )
    gate_global = models.PositiveSmallIntegerField(
        "score global minimal (%)", default=60, validators=PERCENT
    )
    stock_priority_from = models.PositiveSmallIntegerField(
        "indice d’une situation prioritaire", default=12
    )
    stock_watch_from = models.PositiveSmallIntegerField(
        "indice d’une situation à surveiller", default=8
    )
    stock_axis_alarm = models.PositiveSmallIntegerField(
        "cote d’un axe qui rend prioritaire", default=4
    )

    class Meta(Version.Meta):
        verbose_name = "cadre d’évaluation"
        verbose_name_plural = "cadres d’évaluation"

    @property
    def kind_label(self):
        return "Cadre d’évaluation"

    @cached_once_published
    def criteria(self):
        """Every criterion in order, with its theme; read once, since what is published stays."""
        rows = Criterion.objects.filter(theme__framework=self).select_related("theme")
        return list(rows.order_by("theme__order", "order"))

    def criteria_for(self, audit_type, *, mention=False):
        """The criteria in scope of an audit; those of the mention only when it is asked for."""
        return [
            c
            for c in self.criteria
            if audit_type in c.audit_types and c.applies_to(mention=mention)
        ]

    def missing(self):
        return self.lacking([*self.themes.all(), *self.criteria])

    @staticmethod
    def lacking(rows):
        themes = [row for row in rows if isinstance(row, Theme)]
        if not themes:
            return ["Le cadre n’a aucun thème."]
        filled = {row.theme.code for row in rows if isinstance(row, Criterion)}
        return [
            f"Le thème {one.code} n’a aucun critère." for one in themes if one.code not in filled
        ]


class Theme(Guarded):
    version_path = "framework"
    settled = ("framework",)

    framework = models.ForeignKey(
        EvaluationFrameworkVersion, models.CASCADE, related_name="themes", verbose_name="cadre"
    )
    order = models.PositiveSmallIntegerField("rang")
    code = models.CharField("code", max_length=10)
    title = models.CharField("titre", max_length=160)
    weight = models.PositiveSmallIntegerField("poids", default=1, validators=[MinValueValidator(1)])
    gate = models.PositiveSmallIntegerField(
        "seuil propre au thème (%)", null=True, blank=True, validators=PERCENT
    )

    objects = GuardedQuerySet.as_manager()
    visibilities = access.through("framework")

    class Meta(Guarded.Meta):
        verbose_name = "thème"
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(fields=("framework", "code"), name="theme_code_once"),
            models.CheckConstraint(condition=models.Q(weight__gte=1), name="theme_weighs"),
        )

    def __str__(self):
        return f"{self.code} {self.title}"


class Criterion(Guarded):
    """What is rated 0 to 3, or NA with a reason of NA_REASON_MIN characters (BR-11)."""

    class Applies(models.TextChoices):
        ALWAYS = "", "toujours"
        MENTION = "mention", "mention spéciale seulement"

    version_path = "theme__framework"
    settled = ("theme",)

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="criteria", verbose_name="thème")
    order = models.PositiveSmallIntegerField("rang")
    code = models.CharField("code", max_length=12)
    title = models.CharField("critère", max_length=300)
    expectation = models.TextField("attendu")
    evidence_examples = models.CharField("exemples de preuves", max_length=300, blank=True)
    mandatory = models.BooleanField("obligatoire", default=False)
    applies_if = models.CharField(
        "s’applique", max_length=10, choices=Applies, default=Applies.ALWAYS, blank=True
    )
    weight = models.PositiveSmallIntegerField("poids", default=1, validators=[MinValueValidator(1)])
    audit_types = models.JSONField("audits", default=every_audit, validators=[valid_audit_types])

    objects = GuardedQuerySet.as_manager()
    visibilities = access.through("theme")

    class Meta(Guarded.Meta):
        verbose_name = "critère"
        ordering = ("theme__order", "order")
        constraints = (
            models.UniqueConstraint(fields=("theme", "code"), name="criterion_code_once"),
            models.CheckConstraint(condition=models.Q(weight__gte=1), name="criterion_weighs"),
        )

    def __str__(self):
        return f"{self.code} {self.title}"

    def applies_to(self, *, mention):
        return mention or self.applies_if != self.Applies.MENTION
