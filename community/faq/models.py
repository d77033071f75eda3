"""Model: FAQ entry of a space."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.urls import reverse

from community.spaces import markup
from community.spaces.visibility import OFFICE
from portal import access
from portal.access import ALL, NONE, Bound, Through
from portal.ui.states import States
from portal.workflow import Stateful


@dataclass(frozen=True)
class WhilePublished(Through):
    """Visible to whoever sees its space, while it is published."""

    def condition(self, model, user):
        seen = super().condition(model, user)
        if seen is NONE:
            return NONE
        published = Q(state="published")
        if seen is ALL:
            return published
        return published & (seen.as_q() if isinstance(seen, Bound) else seen)


class FaqEntry(Stateful):
    """Made from a certified answer, edited by the référent; it names nobody."""

    class State(States):
        PUBLISHED = "published", "tile-tick", "ok", "Publiée"
        WITHDRAWN = "withdrawn", "cross", "danger", "Retirée"

    reference = models.CharField("référence", max_length=20, unique=True)
    space = models.ForeignKey("community.Space", models.PROTECT, related_name="faq")
    thread = models.OneToOneField("community.Thread", models.PROTECT, related_name="faq")
    title = models.CharField("question", max_length=140)
    source = models.TextField("réponse", max_length=8000)
    html = models.TextField("mis en forme")
    framework = models.CharField("version du cadre", max_length=40)
    state = models.CharField(
        "état", max_length=9, choices=State, default=State.PUBLISHED, editable=False
    )

    objects = access.QuerySet.as_manager()
    visibilities = (
        WhilePublished("space"),
        *OFFICE,
    )

    class Meta:
        verbose_name = "entrée de la FAQ"
        verbose_name_plural = "entrées de la FAQ"
        ordering = ("title__french", "pk")
        indexes = (
            models.Index(
                fields=("space", "title"), condition=Q(state="published"), name="faq_published"
            ),
        )

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("community:faq_entry", args=[self.space.slug, self.reference])

    @property
    def is_withdrawn(self):
        return self.state == self.State.WITHDRAWN

    @property
    def drawn(self):
        return markup.safe(self.html)
