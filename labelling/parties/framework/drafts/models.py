"""Drafts of new versions of the rules, with the trace of who proposed, endorsed and decided them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from labelling.parties.framework.versions import valid_code
from portal import access
from portal.access import Visibility
from portal.documents import StoredFile
from portal.models import Role
from portal.ui.states import States
from portal.workflow import Stateful


class RulesDraft(Stateful):
    """What a file of the rules would say (`file_format`), prepared on screen and published once decided."""

    class Kind(models.TextChoices):
        RULES = "rules", "Règlement du label"
        FRAMEWORK = "framework", "Cadre d’évaluation"
        COMMITTEE = "committee", "Règles du comité"

    class State(States):
        DRAFT = "draft", "pencil", "quiet", "En préparation"
        PROPOSED = "proposed", "tray", "info", "Proposée"
        ENDORSED = "endorsed", "list", "info", "Avis rendu"
        DECIDED = "decided", "tick", "strong", "Décidée"
        PUBLISHED = "published", "tile-tick", "ok", "Publiée"
        WITHDRAWN = "withdrawn", "box", "quiet", "Abandonnée"

    class Origin(models.TextChoices):
        REFERENT = "referent", "le référent label"
        COMMITTEE = "committee", "le comité de labellisation"
        COMMISSION = "commission", "la Commission nationale Qualité de service"

    class Adviser(models.TextChoices):
        COMMISSION = "commission", "la Commission nationale Qualité de service"
        COMMITTEE = "committee", "le comité de labellisation"

    kind = models.CharField("nature", max_length=10, choices=Kind, editable=False)
    code = models.CharField("code", max_length=40, unique=True, validators=[valid_code])
    title = models.CharField("titre", max_length=160)
    state = models.CharField(
        "état", max_length=10, choices=State, default=State.DRAFT, editable=False
    )
    effective_from = models.DateField("en vigueur à partir du")
    content = models.JSONField("contenu", default=dict, editable=False)
    follows = models.CharField("version comparée", max_length=40, blank=True, editable=False)
    origin = models.CharField(
        "proposée par", max_length=12, choices=Origin, blank=True, editable=False
    )
    proposed_on = models.DateField("proposée le", null=True, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="inscrite par",
    )
    adviser = models.CharField(
        "avis rendu par", max_length=12, choices=Adviser, blank=True, editable=False
    )
    endorsed_on = models.DateField("avis rendu le", null=True, editable=False)
    endorsed_reference = models.CharField(
        "référence de l’avis", max_length=120, blank=True, editable=False
    )
    endorsed_file = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="relevé de l’avis",
    )
    decided_on = models.DateField("décidée par le COMEX le", null=True, editable=False)
    decided_reference = models.CharField(
        "référence de la décision", max_length=120, blank=True, editable=False
    )
    decided_file = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="relevé de la décision",
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="publiée par",
    )

    objects = access.QuerySet.as_manager()
    visibilities = (
        Visibility("le référent label", "parce qu’il prépare les versions", role=Role.REFERENT),
        Visibility("le suppléant du référent", "parce qu’il le remplace", role=Role.DEPUTY),
    )

    class Meta:
        verbose_name = "projet de version"
        verbose_name_plural = "projets de version"
        ordering = ("kind", "-effective_from", "code")
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="published")
                | Q(
                    proposed_by__isnull=False,
                    published_by__isnull=False,
                    proposed_on__isnull=False,
                    endorsed_on__isnull=False,
                    decided_on__isnull=False,
                    endorsed_on__gte=F("proposed_on"),
                    decided_on__gte=F("endorsed_on"),
                ),
                name="rules_draft_published_has_its_trace",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True)
                | Q(proposed_by__isnull=False) & ~Q(published_by=F("proposed_by")),
                name="rules_draft_published_by_another",
            ),
        )

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("labelling:rules_draft", args=[self.code])
