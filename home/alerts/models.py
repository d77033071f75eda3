"""Models: alert of an address without account, and each mail sent for it."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse

from home.consent import Consented, ended_is_erased, once_an_address
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.models import Role

READERS = (
    Visibility("la Dircom", "parce qu’elle répond à qui veut arrêter une alerte", role=Role.DIRCOM),
)


class Alert(Consented):
    """What somebody without account asks to be told of; at most one mail a day, none when nothing is new.

    `known` is what was there at the last look: {key: word}.
    """

    consent = "home.alerts"

    class Subject(models.TextChoices):
        DIRECTORY = "annuaire", "L’annuaire\u00a0: qui reçoit le label, qui ne l’a plus"
        PRACTICES = "pratiques", "Les nouvelles pratiques de l’observatoire"
        NEWS = "actualites", "Les actualités du label"

    subject = models.CharField("sujet", max_length=10, choices=Subject)
    region = models.CharField("région", max_length=3, blank=True)
    departement = models.CharField("département", max_length=3, blank=True)
    query = models.CharField("recherche", max_length=1000, blank=True)
    known = models.JSONField("déjà connu", default=dict, encoder=DjangoJSONEncoder)
    looked_on = models.DateField("regardé le", default=clock.today)

    visibilities = READERS

    class Meta:
        verbose_name = "alerte"
        ordering = ("pk",)
        constraints = (
            once_an_address("alert_once_an_address", "subject", "region", "departement", "query"),
            ended_is_erased("alert_ended_is_erased"),
            models.CheckConstraint(
                name="alert_place_is_of_the_directory",
                condition=Q(subject="annuaire") | Q(region="", departement=""),
            ),
            models.CheckConstraint(
                name="alert_query_is_of_practices", condition=Q(subject="pratiques") | Q(query="")
            ),
        )

    def __str__(self):
        return f"Alerte {self.pk}"

    def get_absolute_url(self):
        """Link of the confirmation mail: it shows a button."""
        return reverse("home:alert_confirm", args=[self.confirm_token])

    @property
    def stop_url(self):
        return reverse("home:alert_stop", args=[self.stop_token])


class AlertMail(models.Model):
    """One mail of an alert: its lines, {title, text, url}, public the day that they were read."""

    alert = models.ForeignKey(Alert, models.CASCADE, related_name="mails")
    number = models.PositiveIntegerField("rang")
    about = models.CharField("sujet", max_length=300)
    lines = models.JSONField("nouveautés", default=list)

    wagtail_reference_index_ignore = True
    objects = access.QuerySet.as_manager()
    visibilities = access.through("alert")

    class Meta:
        verbose_name = "courriel d’une alerte"
        verbose_name_plural = "courriels des alertes"
        ordering = ("alert", "number")
        constraints = (models.UniqueConstraint(fields=("alert", "number"), name="alert_mail_once"),)

    def __str__(self):
        return f"Courriel {self.number}, alerte {self.alert_id}"

    def get_absolute_url(self):
        return reverse("home:alert")
