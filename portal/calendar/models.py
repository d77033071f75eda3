"""Model: calendar feed of a person, whose secret address is kept as a hash and can be revoked."""

import hashlib
import secrets

from django.conf import settings
from django.db import models

from portal import access
from portal.core import clock
from portal.ui import words

BYTES = 24  # 192 bits: nobody finds one


def fingerprint(secret):
    """Hash of a secret; 192 random bits need neither salt nor a slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


class CalendarFeed(models.Model):
    """Feed of a person; the address itself is displayed once and never stored."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="calendar_feed",
        verbose_name="personne",
    )
    digest = models.CharField("empreinte de l’adresse", max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField("faite le", default=clock.now, editable=False)
    read_on = models.DateField("lue le", null=True, editable=False)

    objects = access.QuerySet.as_manager()
    visibilities = (access.Visibility("la personne", "parce que c’est son agenda", path="person"),)

    class Meta:
        verbose_name = "adresse personnelle d’agenda"
        verbose_name_plural = "adresses personnelles d’agenda"

    def __str__(self):
        return f"Agenda {words.of(self.person)}"

    @classmethod
    def of_secret(cls, secret):
        """The feed of an address whose person may still enter, or None."""
        rows = cls.objects.filter(digest=fingerprint(secret), person__is_active=True)
        return rows.select_related("person").first()


def new_secret():
    return secrets.token_urlsafe(BYTES)
