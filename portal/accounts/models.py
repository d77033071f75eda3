"""Invitation model: the only way to get an account; only a hash of its token is stored."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import salted_hmac

from portal import access
from portal.core import clock

LASTS = timedelta(days=14)


def new_seed():
    return secrets.token_hex(16)


def in_fourteen_days():
    return clock.now() + LASTS


class InvitationQuerySet(access.QuerySet):
    def pending(self):
        """Those that somebody may still accept."""
        return self.filter(
            accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=clock.now()
        )


class Invitation(models.Model):
    """Somebody may open an account, or receive a right, by a link sent to one address."""

    email = models.EmailField("adresse électronique")
    purpose = models.CharField("motif", max_length=60)
    data = models.JSONField("précisions", default=dict, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="sent_invitations", null=True
    )
    seed = models.CharField(max_length=32, default=new_seed, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("envoyée le", default=clock.now)
    expires_at = models.DateTimeField("valable jusqu’au", default=in_fourteen_days)
    accepted_at = models.DateTimeField("acceptée le", null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="accepted_invitations", null=True
    )
    withdrawn_at = models.DateTimeField("annulée le", null=True)

    objects = InvitationQuerySet.as_manager()
    visibilities = (
        access.Visibility(
            "qui a invité", "parce que l’invitation est la sienne", path="invited_by"
        ),
        access.Visibility(
            "l’administration technique", "parce qu’elle gère les comptes", role="tech_admin"
        ),
    )

    class Meta:
        verbose_name = "invitation"
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_accepted_or_withdrawn",
            ),
        )

    def __str__(self):
        return f"invitation de {self.email}"

    def save(self, **options):
        if not self.token_hash:
            self.token_hash = print_of(self.token)
        super().save(**options)

    def get_absolute_url(self):
        """The private link; only the mail shows it."""
        return reverse("accounts:invitation_link", args=[self.token])

    @property
    def token(self):
        """Worked out again from the server’s secret each time the mail is written; kept nowhere."""
        return salted_hmac("portal.invitation", self.seed, algorithm="sha256").hexdigest()

    @property
    def is_pending(self):
        return self.accepted_at is None and self.withdrawn_at is None and not self.is_expired

    @property
    def is_expired(self):
        return self.expires_at <= clock.now()


def print_of(token):
    return hashlib.sha256(token.encode()).hexdigest()
