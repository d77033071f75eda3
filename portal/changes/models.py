"""Last-visit model: one row a person and thing, without history."""

from django.conf import settings
from django.db import models

from portal import access


class Visit(models.Model):
    """Written when the page of the thing is read, every five minutes at most."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="visits")
    thing_type = models.CharField(max_length=60)
    thing_id = models.BigIntegerField()
    seen_at = models.DateTimeField("vu le")

    objects = access.QuerySet.as_manager()
    visibilities = (access.Visibility("la personne", "parce que c’est sa visite", path="person"),)

    class Meta:
        verbose_name = "dernière visite"
        verbose_name_plural = "dernières visites"
        constraints = (
            models.UniqueConstraint(
                fields=("person", "thing_type", "thing_id"), name="visit_once_a_thing"
            ),
        )
        indexes = (models.Index(fields=("seen_at",), name="visit_seen_at"),)

    def __str__(self):
        return f"{self.thing_type} {self.thing_id}"
