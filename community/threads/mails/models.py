"""Daily digest of a space: its new questions, sent once to each member."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import models

from community.threads.models import Thread
from portal import access
from portal.access import through
from portal.core import clock


class ReplyKey(models.Model):
    """A number in a person's reply addresses: incremented, it revokes them."""

    person = models.OneToOneField("portal.User", models.CASCADE, related_name="+")
    number = models.PositiveIntegerField("numéro", default=0)

    objects = access.QuerySet.as_manager()
    visibilities = (
        access.Visibility("la personne", "parce que ce sont ses adresses", path="person"),
    )

    class Meta:
        verbose_name = "clé des adresses de réponse"
        verbose_name_plural = "clés des adresses de réponse"

    def __str__(self):
        return f"{self.person}, {self.number}"


class RefusedReply(models.Model):
    """A mail that made no message, and why; its sender is told once."""

    class Why(models.TextChoices):
        ADDRESS = "address", "cette adresse de réponse n’existe pas, ou plus"
        SENDER = (
            "sender",
            "il vient d’une autre adresse que celle de la personne à qui nous avons écrit",
        )
        RIGHT = "right", "vous n’écrivez pas, ou plus, dans cet espace"
        CLOSED = "closed", "cette question est close"
        EMPTY = "empty", "aucun texte n’a été trouvé au-dessus du message cité"
        LONG = "long", "le texte dépasse huit mille caractères"
        HEAVY = "heavy", "il est trop lourd\u00a0: envoyez-le sans pièce jointe"

    mail_id = models.CharField("courriel", max_length=250, unique=True)
    address = models.EmailField("adresse")
    why = models.CharField("motif", max_length=8, choices=Why)
    at = models.DateTimeField("le", default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = ()  # told by mail alone

    class Meta:
        verbose_name = "réponse par courriel refusée"
        verbose_name_plural = "réponses par courriel refusées"
        ordering = ("pk",)
        indexes = (models.Index(fields=("address", "at"), name="refused_reply_address"),)

    def __str__(self):
        return self.get_why_display()

    def get_absolute_url(self):
        return "/espace/"

    @property
    def domain(self):
        return settings.REPLY_DOMAIN


class SpaceDigest(models.Model):
    """Questions asked in a space between two digests; one a day at most."""

    space = models.ForeignKey("community.Space", models.CASCADE, related_name="digests")
    day = models.DateField("jour")
    since_at = models.DateTimeField("depuis")
    until_at = models.DateTimeField("jusqu’à")

    objects = access.QuerySet.as_manager()
    visibilities = through("space")

    class Meta:
        verbose_name = "lettre d’un espace"
        verbose_name_plural = "lettres des espaces"
        ordering = ("-day", "pk")
        constraints = (models.UniqueConstraint(fields=("space", "day"), name="space_digest_once"),)

    def __str__(self):
        return f"{self.space}, {self.day}"

    def get_absolute_url(self):
        return f"{self.space.get_absolute_url()}questions/"

    @property
    def questions(self):
        """Those that may still be read."""
        rows = Thread.objects.filter(
            space=self.space_id,
            created_at__gte=self.since_at,
            created_at__lt=self.until_at,
            is_hidden=False,
        )
        return rows.select_related("space").order_by("created_at", "pk")


def morning():
    """Limit between two digests: midnight in Paris."""
    return datetime.combine(clock.today(), time(0), tzinfo=clock.PARIS)


def last_limit(space):
    """End of the last digest; the day before, for a space without any."""
    last = SpaceDigest.objects.filter(space=space).order_by("-day").first()
    return last.until_at if last else morning() - timedelta(days=1)
