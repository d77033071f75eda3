"""Evolution of the label: proposed, endorsed, decided by the COMEX, published as a version of the rules."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from labelling.committee.rules import ChairVisibility
from labelling.parties.framework.models import RulesDraft
from portal import access
from portal.access import Visibility
from portal.documents import StoredFile
from portal.models import Role
from portal.ui.states import States
from portal.workflow import Stateful

FOLLOWS = "parce qu’il suit les évolutions du label"


class Evolution(Stateful):
    """What changes in the label; `draft` is the version of the rules that says it, once there is one."""

    class State(States):
        PROPOSED = "proposed", "tray", "info", "Proposée"
        ENDORSED = "endorsed", "list", "info", "Avis favorable"
        DECIDED = "decided", "tick", "strong", "Décidée"
        PUBLISHED = "published", "tile-tick", "ok", "Publiée"
        SET_ASIDE = "set_aside", "box", "quiet", "Écartée"

    class Origin(models.TextChoices):
        COMMITTEE = "committee", "la présidence du comité de labellisation"
        COMMISSION = "commission", "la Commission nationale Qualité de service"
        REFERENT = "referent", "le référent label"

    class Body(models.TextChoices):
        COMEX = "comex", "le COMEX"
        COMMISSION = "commission", "la Commission nationale Qualité de service"
        ORIGIN = "origin", "qui l’avait proposée"

    reference = models.CharField("référence", max_length=20, unique=True, editable=False)
    title = models.CharField("titre", max_length=160)
    change = models.TextField("ce qui changerait", max_length=5000)
    reason = models.TextField("pourquoi", max_length=5000)
    state = models.CharField(
        "état", max_length=10, choices=State, default=State.PROPOSED, editable=False
    )
    origin = models.CharField("proposée par", max_length=12, choices=Origin, editable=False)
    proposed_on = models.DateField("proposée le", editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name="inscrite par",
    )
    endorsed_on = models.DateField("avis rendu le", null=True, editable=False)
    endorsed_reference = models.CharField(
        "référence de l’avis", max_length=120, blank=True, editable=False
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
    draft = models.ForeignKey(
        RulesDraft,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="evolutions",
        verbose_name="version des règles",
    )
    set_aside_by = models.CharField(
        "écartée par", max_length=12, choices=Body, blank=True, editable=False
    )
    set_aside_on = models.DateField("écartée le", null=True, editable=False)
    set_aside_reason = models.TextField("motif", max_length=2000, blank=True, editable=False)

    objects = access.QuerySet.as_manager()
    visibilities = (
        Visibility("le référent label", "parce qu’il prépare les évolutions", role=Role.REFERENT),
        Visibility("le suppléant du référent", "parce qu’il le remplace", role=Role.DEPUTY),
        Visibility("le secrétariat du comité", FOLLOWS, role=Role.SECRETARY),
        Visibility("le lecteur du COMEX", "parce que le COMEX décide", role=Role.COMEX),
        Visibility(
            "le lecteur de la Commission nationale",
            "parce que la Commission rend un avis",
            role=Role.COMMISSION,
        ),
        ChairVisibility("la présidence du comité", "parce qu’elle propose des évolutions"),
    )
    read_with = ("draft",)

    class Meta:
        verbose_name = "évolution du label"
        verbose_name_plural = "évolutions du label"
        ordering = ("-proposed_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=("proposed", "set_aside"))
                | Q(endorsed_on__isnull=False, endorsed_on__gte=F("proposed_on")),
                name="evolution_endorsed_after_proposal",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("decided", "published"))
                | Q(
                    decided_on__isnull=False,
                    decided_file__isnull=False,
                    decided_on__gte=F("endorsed_on"),
                ),
                name="evolution_decided_with_minutes",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(draft__isnull=False),
                name="evolution_published_is_a_version",
            ),
            models.CheckConstraint(
                condition=~Q(state="set_aside")
                | Q(set_aside_on__isnull=False, set_aside_on__gte=F("proposed_on")),
                name="evolution_set_aside_on_a_day",
            ),
        )

    def __str__(self):
        return self.title

    @property
    def is_published(self):
        return self.state == self.State.PUBLISHED

    def get_absolute_url(self):
        return reverse("labelling:evolution", args=[self.reference])
