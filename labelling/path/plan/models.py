"""Action plan of a dossier: transversal and local actions (BR-18, BR-19)."""

from django.db import models
from django.db.models import Q

from labelling.path.dossiers.models import LabelDossier
from labelling.path.stock.models import Residence
from portal import access
from portal.core import clock
from portal.models import User


class ActionPlan(models.Model):
    """The plan as a whole; the signatory validates it, a later change undoes the validation."""

    dossier = models.OneToOneField(LabelDossier, models.PROTECT, related_name="action_plan")
    validated_on = models.DateField("validé le", null=True)
    validated_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = access.QuerySet.as_manager()
    visibilities = access.through("dossier")

    class Meta:
        verbose_name = "plan d’actions"
        verbose_name_plural = "plans d’actions"

    def __str__(self):
        return f"Plan d’actions, {self.dossier}"


class Action(models.Model):
    """One action: company-wide, or local to a residence."""

    class Scope(models.TextChoices):
        TRANSVERSAL = "transversal", "transversale"
        LOCAL = "local", "locale"

    class Progress(models.TextChoices):
        PLANNED = "planned", "à faire"
        DOING = "doing", "en cours"
        DONE = "done", "faite"
        DROPPED = "dropped", "abandonnée"

    dossier = models.ForeignKey(LabelDossier, models.PROTECT, related_name="actions")
    number = models.PositiveIntegerField("numéro")
    scope = models.CharField("portée", max_length=12, choices=Scope)
    residence = models.ForeignKey(
        Residence, models.PROTECT, null=True, blank=True, related_name="actions"
    )
    title = models.CharField("action", max_length=200)
    criterion_code = models.CharField("critère", max_length=8, blank=True)
    owner = models.CharField("responsable (fonction)", max_length=120, blank=True)
    start_on = models.DateField("début", null=True, blank=True)
    due_on = models.DateField("pour le", null=True, blank=True)
    indicator = models.CharField("indicateur", max_length=200, blank=True)
    last_value = models.CharField("dernière valeur", max_length=60, blank=True, db_default="")
    budget = models.CharField("budget", max_length=60, blank=True, db_default="")
    origin = models.CharField("constat d’origine", max_length=300, blank=True, db_default="")
    comment = models.TextField("commentaire", max_length=2000, blank=True, db_default="")
    progress = models.CharField(
        "avancement", max_length=10, choices=Progress, default=Progress.PLANNED
    )
    created_at = models.DateTimeField(default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("dossier")

    class Meta:
        verbose_name = "action"
        ordering = ("scope", "number")
        constraints = (
            models.UniqueConstraint(fields=("dossier", "number"), name="action_number_once"),
            models.CheckConstraint(
                name="action_local_has_residence",
                condition=Q(scope="transversal", residence__isnull=True)
                | Q(scope="local", residence__isnull=False),
            ),
        )

    def __str__(self):
        return self.title
