"""Models: campaign, its tasks, its supports and its results."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from labelling.public import regions
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.models import Role
from portal.ui.states import States
from portal.workflow import Stateful


class Campaign(Stateful):
    """A communication campaign: the Congrès, a region, a partner. For the Dircom and the office."""

    class State(States):
        PREPARED = "prepared", "list", "quiet", "Préparée"
        RUNNING = "running", "flag", "strong", "En cours"
        OVER = "over", "hourglass", "warn", "Terminée"
        REVIEWED = "reviewed", "tick", "ok", "Bilan fait"
        CANCELLED = "cancelled", "cross", "quiet", "Annulée"

    class Kind(models.TextChoices):
        CONGRESS = "congress", "Congrès Hlm"
        REGION = "region", "Action régionale"
        PARTNER = "partner", "Partenaire"
        OTHER = "other", "Autre"

    class Budget(models.TextChoices):
        NONE = "none", "sans dépense"
        SMALL = "small", "moins de 5\u00a0000\u00a0€"
        MEDIUM = "medium", "5\u00a0000 à 20\u00a0000\u00a0€"
        LARGE = "large", "plus de 20\u00a0000\u00a0€"

    reference = models.CharField("référence", max_length=20, unique=True)
    title = models.CharField("titre", max_length=120)
    kind = models.CharField("nature", max_length=8, choices=Kind, default=Kind.OTHER)
    state = models.CharField(
        "état", max_length=9, choices=State, default=State.PREPARED, editable=False
    )
    objective = models.TextField("objectif", blank=True)
    audience = models.CharField("public visé", max_length=200, blank=True)
    region = models.CharField("région", max_length=3, blank=True)
    owner = models.CharField("responsable", max_length=120, blank=True)
    budget = models.CharField("budget", max_length=6, choices=Budget, blank=True)
    starts_on = models.DateField("du")
    ends_on = models.DateField("au")
    is_demo = models.BooleanField("campagne inventée", default=False)
    review = models.TextField("bilan", blank=True, editable=False)

    wagtail_reference_index_ignore = True
    objects = access.QuerySet.as_manager()
    visibilities = (
        Visibility("la Dircom", "parce qu’elle mène la communication", role=Role.DIRCOM),
        Visibility("le référent label", "parce qu’il aide à la promotion", role=Role.REFERENT),
        Visibility("le suppléant du référent", "parce qu’il le remplace", role=Role.DEPUTY),
    )

    class Meta:
        verbose_name = "campagne"
        ordering = ("-starts_on", "-pk")
        constraints = (
            models.CheckConstraint(
                name="campaign_dates_in_order", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="campaign_review_is_written", condition=~Q(state="reviewed") | ~Q(review="")
            ),
        )
        indexes = (models.Index(fields=("state", "ends_on"), name="campaign_state"),)

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("home:campaign", args=[self.reference])

    @property
    def region_name(self):
        return dict(regions()).get(self.region, "")


class Line(models.Model):
    """Base class of a numbered line of a campaign, with the campaign's visibility."""

    wagtail_reference_index_ignore = True
    objects = access.QuerySet.as_manager()
    visibilities = access.through("campaign")

    class Meta:
        abstract = True


class CampaignTask(Line):
    """A task of a person, with its due date."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="tasks")
    number = models.PositiveSmallIntegerField("rang")
    what = models.CharField("tâche", max_length=200)
    who = models.CharField("qui", max_length=120, blank=True)
    due_on = models.DateField("pour le")
    done_on = models.DateField("fait le", null=True, blank=True)

    class Meta:
        verbose_name = "tâche de campagne"
        verbose_name_plural = "tâches de campagne"
        ordering = ("due_on", "number")
        constraints = (
            models.UniqueConstraint(fields=("campaign", "number"), name="campaign_task_once"),
        )

    def __str__(self):
        return self.what

    @property
    def is_late(self):
        return self.done_on is None and self.due_on < clock.today()


class CampaignSupport(Line):
    """A thing to produce (poster, page, stand), where it comes from and its due date."""

    class Kind(models.TextChoices):
        PRINT = "print", "imprimé"
        SCREEN = "screen", "écran ou réseau social"
        PAGE = "page", "page du site"
        EVENT = "event", "stand ou rencontre"
        PRESS = "press", "presse"

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="supports")
    number = models.PositiveSmallIntegerField("rang")
    name = models.CharField("support", max_length=160)
    kind = models.CharField("nature", max_length=6, choices=Kind)
    asset = models.SlugField("élément du kit", max_length=80, blank=True)
    page = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="page du site",
    )
    quantity = models.PositiveIntegerField("exemplaires", null=True, blank=True)
    proof = models.CharField("bon à tirer", max_length=40, blank=True)
    due_on = models.DateField("pour le")
    done_on = models.DateField("prêt le", null=True, blank=True)

    class Meta:
        verbose_name = "support de campagne"
        verbose_name_plural = "supports de campagne"
        ordering = ("due_on", "number")
        constraints = (
            models.UniqueConstraint(fields=("campaign", "number"), name="campaign_support_once"),
        )

    def __str__(self):
        return self.name

    @property
    def is_late(self):
        return self.done_on is None and self.due_on < clock.today()


class CampaignResult(Line):
    """Aim, outcome and source."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="results")
    number = models.PositiveSmallIntegerField("rang")
    measure = models.CharField("mesure", max_length=160)
    unit = models.CharField("unité", max_length=40)
    target = models.DecimalField("visé", max_digits=12, decimal_places=1, null=True, blank=True)
    achieved = models.DecimalField(
        "atteint", max_digits=12, decimal_places=1, null=True, blank=True
    )
    measured_on = models.DateField("mesuré le", null=True, blank=True)
    source = models.CharField("source", max_length=160, blank=True)

    class Meta:
        verbose_name = "résultat de campagne"
        verbose_name_plural = "résultats de campagne"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("campaign", "number"), name="campaign_result_once"),
            models.CheckConstraint(
                name="campaign_result_is_dated",
                condition=Q(achieved=None) | Q(measured_on__isnull=False) & ~Q(source=""),
            ),
        )

    def __str__(self):
        return self.measure
