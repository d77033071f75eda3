"""Model: report of a message by a person of the space."""

from django.db import models
from django.db.models import Q

from community.spaces.visibility import OFFICE
from community.threads.models import ThreadMessage
from portal import access
from portal.core import clock


class MessageReport(models.Model):
    """Seen by the moderators of the message, never by its author; only the office sees who reported."""

    message = models.ForeignKey(ThreadMessage, models.CASCADE, related_name="reports")
    by = models.ForeignKey("portal.User", models.PROTECT, related_name="+")
    reason = models.CharField("motif", max_length=8, choices=ThreadMessage.Reason)
    details = models.TextField("précision", blank=True)
    at = models.DateTimeField("le", default=clock.now)
    closed_at = models.DateTimeField("traité le", null=True)

    objects = access.QuerySet.as_manager()
    visibilities = (access.Visibility("la personne", "parce qu’elle l’a écrit", path="by"), *OFFICE)

    class Meta:
        verbose_name = "signalement d’un message"
        verbose_name_plural = "signalements de messages"
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("message", "by"),
                condition=Q(closed_at__isnull=True),
                name="message_report_once",
            ),
        )
        indexes = (
            models.Index(
                fields=("message",), condition=Q(closed_at__isnull=True), name="message_report_open"
            ),
        )

    def __str__(self):
        return f"Signalement du {self.message}"
