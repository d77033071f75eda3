"""Model: a change of somebody's role or account, proposed by one of two offices and confirmed by the other."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from portal import access
from portal.access.models import Role
from portal.access.offices import OFFICES
from portal.core import clock
from portal.ui import words
from portal.ui.states import States
from portal.workflow import Stateful

LASTS = timedelta(days=14)
SENTENCES = {
    "give": "Donner la fonction «\u00a0{role}\u00a0» {to_whom}",
    "take": "Retirer la fonction «\u00a0{role}\u00a0» {to_whom}",
    "reset": "Remettre à zéro le second facteur {of_whom}",
    "close": "Fermer le compte {of_whom}",
    "reopen": "Rouvrir le compte {of_whom}",
}


def in_fourteen_days():
    return clock.today() + LASTS


class AccountChange(Stateful):
    """Proposed, then confirmed, refused, withdrawn or expired; the address of who has no account leaves at the end."""

    class State(States):
        PROPOSED = "proposed", "hourglass", "info", "Attend une confirmation"
        SCHEDULED = "scheduled", "calendar", "info", "Confirmée, à venir"
        CONFIRMED = "confirmed", "tick", "ok", "Confirmée"
        REFUSED = "refused", "cross", "danger", "Refusée"
        WITHDRAWN = "withdrawn", "turn", "quiet", "Retirée"
        EXPIRED = "expired", "clock", "quiet", "Échue"

    class Kind(models.TextChoices):
        GIVE = "give", "Donner une fonction"
        TAKE = "take", "Retirer une fonction"
        RESET = "reset", "Remettre à zéro le second facteur"
        CLOSE = "close", "Fermer le compte"
        REOPEN = "reopen", "Rouvrir le compte"

    reference = models.CharField("référence", max_length=20, unique=True)
    kind = models.CharField("acte", max_length=10, choices=Kind)
    role = models.CharField("fonction", max_length=30, choices=Role, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="account_changes"
    )
    email = models.EmailField("adresse de qui n’a pas de compte", blank=True)
    until_on = models.DateField("dernier jour de la fonction", null=True, editable=False)
    reason = models.TextField("motif")
    state = models.CharField(
        "état", max_length=10, choices=State, default=State.PROPOSED, editable=False
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_as = models.CharField("proposée au titre de", max_length=30, choices=Role)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = access.QuerySet.as_manager()
    visibilities = (
        access.Visibility(
            "l’administration technique", "parce qu’elle gère les comptes", role=Role.TECH
        ),
        access.Visibility(
            "le référent label", "parce qu’il répond des fonctions", role=Role.REFERENT
        ),
        access.Visibility(
            "la personne concernée",
            "parce que c’est son compte",
            path="person",
            when=lambda: Q(state__in=("confirmed", "scheduled")),
        ),
    )

    class Meta:
        verbose_name = "proposition sur un compte"
        verbose_name_plural = "propositions sur les comptes"
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("person", "role"),
                condition=Q(state="proposed", person__isnull=False),
                name="account_change_once_a_person",
            ),
            models.UniqueConstraint(
                fields=("email", "role"),
                condition=Q(state="proposed") & ~Q(email=""),
                name="account_change_once_an_address",
            ),
            models.CheckConstraint(
                condition=~Q(state="proposed") | Q(person__isnull=False) | ~Q(email=""),
                name="account_change_of_somebody",
            ),
        )

    read_with = ("person", "proposed_by")

    def __str__(self):
        return self.named(self.person or "une personne à inviter")

    @property
    def title(self):
        """The same with the address of who has no account, for the pages: neither mail nor journal keeps it."""
        return self.named(self.person or self.email or "une personne à inviter")

    def named(self, whom):
        said = {"to_whom": words.to(whom), "of_whom": words.of(whom)}
        last = f", le {words.day(self.until_on)} au soir" if self.until_on else ""
        return SENTENCES[self.kind].format(role=self.get_role_display(), **said) + last

    def get_absolute_url(self):
        return reverse("account_change", args=[self.reference])

    @property
    def is_dated(self):
        """Whether it takes effect with the evening of a day, which is not over yet."""
        return self.until_on is not None and self.until_on >= clock.today()

    @property
    def confirmed_as(self):
        """The office that confirms: the one that did not propose."""
        return OFFICES[1 - OFFICES.index(self.proposed_as)]
