"""Model: offer of an organism to be called on a criterion; declared, never drawn from a score."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from observatory.practices.visibility import (
    MemberVisibility,
    office_visibility,
    organism_visibility,
)
from portal import access
from portal.core import clock
from portal.ui.states import States
from portal.workflow import Stateful


class PeerOffer(Stateful):
    """« Appelez-nous sur T07.2 »: a function and a generic address, shown while the label is in force."""

    class State(States):
        OPEN = "open", "flag", "warn", "Ouverte"
        ENDED = "ended", "box", "quiet", "Terminée"

    reference = models.CharField("référence", max_length=20, unique=True)
    organism = models.ForeignKey(
        "labelling.Organism", models.PROTECT, related_name="peer_offers", verbose_name="organisme"
    )
    criterion = models.CharField("critère", max_length=12)
    function = models.CharField("fonction à appeler", max_length=120)
    email = models.EmailField("adresse de service")
    words = models.CharField("ce que vous pouvez montrer", max_length=250, blank=True)
    state = models.CharField(
        "état", max_length=5, choices=State, default=State.OPEN, editable=False
    )
    offered_by = models.ForeignKey("portal.User", models.PROTECT, related_name="+")
    offered_on = models.DateField("offerte le", default=clock.today)

    objects = access.QuerySet.as_manager()
    visibilities = (
        organism_visibility("organism", "l’organisme", "parce que c’est son offre"),
        MemberVisibility(
            "les membres des organismes",
            "parce que l’organisme accepte d’être appelé",
            when=lambda: Q(state="open"),
        ),
        *office_visibility("parce qu’il met les organismes en relation"),
    )

    class Meta:
        verbose_name = "pair à appeler"
        verbose_name_plural = "pairs à appeler"
        ordering = ("criterion", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organism", "criterion"),
                condition=Q(state="open"),
                name="peer_offer_once_a_criterion",
            ),
        )
        indexes = (models.Index(fields=("criterion", "state"), name="peer_offer_criterion"),)

    def __str__(self):
        return f"{self.organism}, {self.criterion}"

    def get_absolute_url(self):
        return reverse("observatory:peer_offer", args=[self.reference])
