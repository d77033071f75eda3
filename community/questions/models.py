"""Model: public question, a copy of a FAQ entry that holds nothing of its space."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.html import strip_tags

from community.spaces import markup
from community.spaces.visibility import OFFICE
from portal import access
from portal.access import Visibility
from portal.models import Role
from portal.ui.states import States
from portal.workflow import Stateful


def is_public():
    return Q(state="public")


class PublicQuestion(Stateful):
    """Reserved until published as previewed; it links to no thread and names no author."""

    class State(States):
        RESERVED = "reserved", "lock", "quiet", "Réservée"
        PUBLIC = "public", "tile-tick", "ok", "Publique"

    entry = models.OneToOneField("community.FaqEntry", models.PROTECT, related_name="public")
    slug = models.SlugField("adresse", max_length=80, blank=True, editable=False)
    title = models.CharField("question", max_length=140)
    source = models.TextField("réponse", max_length=8000)
    html = models.TextField("mis en forme")
    framework = models.CharField("version du cadre", max_length=40)
    published_on = models.DateField("publiée le", null=True, editable=False)
    state = models.CharField(
        "état", max_length=8, choices=State, default=State.RESERVED, editable=False
    )

    objects = access.QuerySet.as_manager()
    visibilities = (
        Visibility(
            "tout le monde", "parce que la réponse est publique", public=True, when=is_public
        ),
        Visibility("la Dircom", "parce qu’elle publie les questions", role=Role.DIRCOM),
        *OFFICE,
    )

    class Meta:
        verbose_name = "question publique"
        verbose_name_plural = "questions publiques"
        ordering = ("title__french", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("slug",), condition=~Q(slug=""), name="public_question_one_address"
            ),
            models.CheckConstraint(
                condition=~Q(state="public") | (~Q(slug="") & Q(published_on__isnull=False)),
                name="public_question_has_its_address",
            ),
        )

    def __str__(self):
        return self.title

    @property
    def aggregate(self):
        """The FAQ entry: both share one lock and one audit log."""
        return self.entry

    @property
    def reference(self):
        return self.entry.reference

    @property
    def is_public(self):
        return self.state == self.State.PUBLIC

    @property
    def drawn(self):
        return markup.safe(self.html)

    @property
    def plain(self):
        """The answer as plain text, for an excerpt."""
        return " ".join(strip_tags(self.html.replace("<", " <")).split())

    def get_absolute_url(self):
        return reverse("community:public_question", args=[self.entry.reference])

    def get_public_url(self):
        """On the public site, whose app imports this one and not the reverse."""
        return f"/questions/{self.slug}/" if self.slug else ""
