"""Model: reuse of a practice by an organism: context, year, outcome."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from observatory.practices.terms import PUBLISHED
from observatory.practices.visibility import office_visibility, organism_visibility
from portal import access
from portal.access import Visibility
from portal.ui.states import States
from portal.workflow import Stateful

ENDED = ("rejected", "withdrawn")


def is_shown():
    """Q: accepted, and the organism consents to be named."""
    return Q(state="accepted", is_named=True, practice__state__in=PUBLISHED)


class PracticeReuse(Stateful):
    """« Nous l’avons fait »: measured, reviewed by the référent, counted once accepted."""

    class State(States):
        DECLARED = "declared", "tray", "info", "Déclarée"
        TO_FIX = "to_fix", "triangle", "warn", "À reprendre"
        ACCEPTED = "accepted", "tick", "ok", "Retenue"
        REJECTED = "rejected", "cross", "danger", "Non retenue"
        WITHDRAWN = "withdrawn", "cross", "danger", "Retirée"

    reference = models.CharField("référence", max_length=20, unique=True)
    practice = models.ForeignKey(
        "observatory.GoodPractice", models.PROTECT, related_name="reuses", verbose_name="pratique"
    )
    organism = models.ForeignKey(
        "labelling.Organism",
        models.PROTECT,
        related_name="practice_reuses",
        verbose_name="organisme",
    )
    told_by = models.ForeignKey(
        "labelling.Organism", models.PROTECT, related_name="+", editable=False
    )  # whose practice it is: the database refuses one's own
    state = models.CharField(
        "état", max_length=9, choices=State, default=State.DECLARED, editable=False
    )
    year = models.PositiveSmallIntegerField("année de l’essai")
    context = models.TextField("où et pourquoi")
    changes = models.TextField("ce que vous avez changé")
    result = models.TextField("ce que cela a donné")
    measure = models.CharField("un chiffre avant et après", max_length=160, blank=True)
    is_named = models.BooleanField("paraître sur la fiche avec votre nom", default=False)
    declared_by = models.ForeignKey(
        "portal.User", models.PROTECT, related_name="+", verbose_name="déclarée par"
    )
    moderation_note = models.TextField("mot de la relecture", blank=True, editable=False)
    accepted_on = models.DateField("retenue le", null=True, editable=False)

    objects = access.QuerySet.as_manager()
    visibilities = (
        Visibility(
            "tout le monde",
            "parce que l’organisme accepte de paraître sur la fiche",
            public=True,
            when=is_shown,
        ),
        organism_visibility("organism", "l’organisme", "parce que c’est son essai"),
        organism_visibility(
            "told_by",
            "l’organisme de la pratique",
            "parce que sa pratique est reprise",
            when=lambda: Q(state="accepted"),
        ),
        *office_visibility("parce qu’il relit les reprises"),
    )

    class Meta:
        verbose_name = "reprise d’une pratique"
        verbose_name_plural = "reprises des pratiques"
        ordering = ("-year", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("practice", "organism"),
                condition=~Q(state__in=ENDED),
                name="reuse_once_an_organism",
            ),
            models.CheckConstraint(
                name="reuse_never_one_s_own", condition=~Q(organism=F("told_by"))
            ),
            models.CheckConstraint(
                name="reuse_accepted_is_dated",
                condition=~Q(state="accepted") | Q(accepted_on__isnull=False),
            ),
        )

    def __str__(self):
        return f"{self.organism}, {self.practice}"

    def get_absolute_url(self):
        return reverse("observatory:reuse", args=[self.reference])
