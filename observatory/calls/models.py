"""Models: call to contribute sent to an organism, and versions of its letter."""

from django.db import models
from django.urls import reverse

from observatory.practices.visibility import office_visibility, organism_visibility
from portal import access
from portal.core import clock

WHY = "parce qu’il invite à raconter des pratiques"


class CallLetter(models.Model):
    """A version of the letter; the latest is in force, none is ever changed."""

    number = models.PositiveIntegerField("version", unique=True)
    subject = models.CharField("objet", max_length=150)
    text = models.TextField("texte")
    written_by = models.ForeignKey("portal.User", models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField("écrite le", default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = office_visibility(WHY)

    class Meta:
        verbose_name = "lettre d’invitation à contribuer"
        verbose_name_plural = "lettres d’invitation à contribuer"
        ordering = ("-number",)

    def __str__(self):
        return f"version {self.number}"


class ContributionCall(models.Model):
    """The text sent, word for word; seen by its recipient and the office only."""

    reference = models.CharField("référence", max_length=20, unique=True)
    organism = models.ForeignKey(
        "labelling.Organism", models.PROTECT, related_name="contribution_calls"
    )
    theme = models.CharField("thème", max_length=10)
    criterion = models.CharField("critère", max_length=10)
    letter = models.ForeignKey(CallLetter, models.PROTECT, related_name="calls")
    subject = models.CharField("objet", max_length=250)
    text = models.TextField("texte envoyé")
    sent_by = models.ForeignKey("portal.User", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField("envoyée le", default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = (
        organism_visibility("organism", "l’organisme", "parce que la lettre est pour lui"),
        *office_visibility(WHY),
    )

    class Meta:
        verbose_name = "invitation à contribuer"
        verbose_name_plural = "invitations à contribuer"
        ordering = ("-sent_at", "-pk")
        indexes = (models.Index(fields=("organism", "theme", "-sent_at"), name="call_latest"),)

    def __str__(self):
        return self.subject

    def get_absolute_url(self):
        return reverse("observatory:call", args=[self.reference])
