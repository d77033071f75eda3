"""Satisfaction surveys of tenants: their results by organism, and who accepts that they be compared."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from labelling.parties.organisms.affiliations import acting, memberships
from labelling.parties.organisms.models import Organism
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.models import Role

WHY = "parce qu’il suit les enquêtes des locataires"
OFFICE = tuple(Visibility(role.label, WHY, role=role) for role in (Role.REFERENT, Role.DEPUTY))
OWN = Visibility(
    "l’organisme",
    "parce que l’enquête est celle de ses locataires",
    path="organism__memberships__user",
    where=lambda: acting("organism__memberships__"),
    ties=memberships,
    by="organism",
)


class SatisfactionSurvey(models.Model):
    """The tenants’ survey of a year, with the questions that its file told."""

    year = models.PositiveSmallIntegerField("année", unique=True)
    ended_on = models.DateField("close le")
    questions = models.JSONField("questions", default=list)  # [[code, label]]
    imported_at = models.DateTimeField("importée le", default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = OFFICE

    class Meta:
        verbose_name = "enquête de satisfaction"
        verbose_name_plural = "enquêtes de satisfaction"
        ordering = ("-year",)

    def __str__(self):
        return f"Enquête {self.year}"

    def get_absolute_url(self):
        return reverse("labelling:satisfaction_survey", args=[self.year])


class SatisfactionResult(models.Model):
    """What the tenants of an organism answered, in percent of those who are satisfied."""

    survey = models.ForeignKey(SatisfactionSurvey, models.PROTECT, related_name="results")
    organism = models.ForeignKey(Organism, models.PROTECT, related_name="satisfaction_results")
    respondents = models.PositiveIntegerField("répondants")
    overall = models.DecimalField("satisfaction globale (%)", max_digits=4, decimal_places=1)
    rates = models.JSONField("par question", default=dict)  # {code: percent}

    objects = access.QuerySet.as_manager()
    visibilities = (OWN, *OFFICE)

    class Meta:
        verbose_name = "résultat d’enquête de satisfaction"
        verbose_name_plural = "résultats d’enquêtes de satisfaction"
        ordering = ("-survey__year", "organism__name__french")
        constraints = (
            models.UniqueConstraint(fields=("survey", "organism"), name="satisfaction_once"),
            models.CheckConstraint(
                condition=Q(respondents__gte=1), name="satisfaction_has_respondents"
            ),
            models.CheckConstraint(
                condition=Q(overall__gte=0, overall__lte=100), name="satisfaction_in_percent"
            ),
        )

    def __str__(self):
        return f"{self.organism}, {self.survey}"

    def get_absolute_url(self):
        return reverse("labelling:organism_satisfaction", args=[self.organism.slug])


class SatisfactionConsent(models.Model):
    """An organism accepts that its results enter the median of a cohort, from a day until it takes that back."""

    organism = models.ForeignKey(Organism, models.PROTECT, related_name="satisfaction_consents")
    given_on = models.DateField("donné le", default=clock.today)
    withdrawn_on = models.DateField("retiré le", null=True, editable=False)

    objects = access.QuerySet.as_manager()
    visibilities = (OWN, *OFFICE)

    class Meta:
        verbose_name = "accord de comparaison"
        verbose_name_plural = "accords de comparaison"
        ordering = ("-given_on",)
        constraints = (
            models.UniqueConstraint(
                fields=("organism",),
                condition=Q(withdrawn_on=None),
                name="satisfaction_consent_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on")),
                name="satisfaction_consent_in_order",
            ),
        )

    def __str__(self):
        return f"accord {self.organism_id}"
