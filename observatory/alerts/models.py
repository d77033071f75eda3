"""Models: saved search of a person, and each digest sent for it."""

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse

from portal import access
from portal.access import Visibility
from portal.core import clock

STOP = signing.Signer(
    salt="observatory.alerts.stop"
)  # no instant in it: a link is the same each time
MINE = Visibility("la personne", "parce que c’est sa recherche", path="person")


class SavedSearch(models.Model):
    """No audit log: what somebody searches is private, and deleted at once.

    What is new: published after `since_on`, or on that day and not among `known`.
    """

    class Frequency(models.TextChoices):
        NEVER = "never", "pas de courriel"
        WEEKLY = "weekly", "un courriel par semaine"
        AT_ONCE = "at_once", "un courriel dès la parution"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField("nom", max_length=120)
    query = models.CharField("adresse de la recherche", max_length=2000, blank=True)
    frequency = models.CharField(
        "courriels", max_length=7, choices=Frequency, default=Frequency.WEEKLY
    )
    made_at = models.DateTimeField("gardée le", default=clock.now)
    since_on = models.DateField("nouveautés depuis le", default=clock.today)
    known = models.JSONField("déjà parues ce jour-là", default=list)
    next_on = models.DateField("prochain courriel", null=True)
    is_asked = models.BooleanField("à regarder", default=False)

    objects = access.QuerySet.as_manager()
    visibilities = (MINE,)

    class Meta:
        verbose_name = "recherche gardée"
        verbose_name_plural = "recherches gardées"
        ordering = ("-made_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("person", "query"), name="saved_search_once"),
        )
        indexes = (
            models.Index(
                fields=("is_asked",), condition=models.Q(is_asked=True), name="saved_search_asked"
            ),
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("observatory:alert", args=[self.pk])

    @property
    def results_url(self):
        return reverse("observatory:list") + (f"?{self.query}" if self.query else "")

    @property
    def sends(self):
        return self.frequency != self.Frequency.NEVER

    @property
    def stop_url(self):
        """Valid while the search is kept, without signing in."""
        return reverse("observatory:alert_stop", args=[STOP.sign_object(self.pk)])


class SearchDigest(models.Model):
    """One mail of a saved search, with its new practices."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="digests")
    number = models.PositiveIntegerField("rang")
    made_at = models.DateTimeField("composé le", default=clock.now)
    practices = models.ManyToManyField("observatory.GoodPractice", related_name="+")

    objects = access.QuerySet.as_manager()
    visibilities = access.through("search")

    class Meta:
        verbose_name = "courriel d’une recherche"
        verbose_name_plural = "courriels des recherches"
        ordering = ("search", "number")
        constraints = (
            models.UniqueConstraint(fields=("search", "number"), name="search_digest_once"),
        )

    def __str__(self):
        return f"{self.search}, {self.number}"

    def get_absolute_url(self):
        return self.search.results_url

    @property
    def shown(self):
        """Those still public when the mail leaves (G05)."""
        rows = self.practices.published().select_related("organism")
        return list(rows.order_by("-published_on", "-pk"))
