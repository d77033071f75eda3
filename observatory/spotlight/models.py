"""Model: practice of a month, shown on the home page."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from observatory.practices.visibility import office_visibility
from portal import access
from portal.access import Visibility
from portal.models import Role
from portal.ui.states import States
from portal.workflow import Stateful


class MonthlyPractice(Stateful):
    """One a month at most, chosen in advance; shown while its practice is published."""

    class State(States):
        CHOSEN = "chosen", "calendar", "info", "Choisie"
        CANCELLED = "cancelled", "cross", "quiet", "Annulée"

    practice = models.ForeignKey(
        "observatory.GoodPractice", models.PROTECT, related_name="months", verbose_name="pratique"
    )
    month = models.DateField("mois")  # its first day
    words = models.CharField("pourquoi elle", max_length=250, blank=True)
    state = models.CharField(
        "état", max_length=9, choices=State, default=State.CHOSEN, editable=False
    )
    chosen_by = models.ForeignKey("portal.User", models.PROTECT, related_name="+")

    objects = access.QuerySet.as_manager()
    visibilities = (
        *office_visibility("parce qu’il choisit la pratique du mois"),
        Visibility("la Dircom", "parce qu’elle choisit la pratique du mois", role=Role.DIRCOM),
    )

    class Meta:
        verbose_name = "pratique du mois"
        verbose_name_plural = "pratiques du mois"
        ordering = ("-month", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("month",), condition=Q(state="chosen"), name="spotlight_one_a_month"
            ),
            models.CheckConstraint(name="spotlight_first_day", condition=Q(month__day=1)),
        )

    def __str__(self):
        return f"{self.practice}"

    def get_absolute_url(self):
        return reverse("observatory:month", args=[self.month.strftime("%Y-%m")])
