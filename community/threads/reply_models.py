"""Models: key of a person's reply addresses (revoked by changing it), and refused replies."""

from django.conf import settings
from django.db import models

from portal import access
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
