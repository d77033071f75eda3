"""The public text of an entry of the FAQ: a copy apart, with nothing of the space it comes from."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.html import strip_tags

from community.spaces import marks
from community.spaces.visibility import OFFICE
from portal import access
from portal.access import Visibility
from portal.models import Role
from portal.ui.states import States
from portal.workflow import Stateful


def is_public():
    return Q(state="public")


class PublicQuestion(Stateful):
    """Reserved until somebody publishes what its page shows; it leads to no thread and names no author."""

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
        ordering = ("title", "pk")
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
        """An entry and what it says in public change one after the other, in one journal."""
        return self.entry

    @property
    def reference(self):
        return self.entry.reference

    @property
    def is_public(self):
        return self.state == self.State.PUBLIC

    @property
    def drawn(self):
        return marks.safe(self.html)

    @property
    def plain(self):
        """The answer without its marks, one block after another, as an excerpt shows it."""
        return " ".join(strip_tags(self.html.replace("<", " <")).split())

    def get_absolute_url(self):
        return reverse("community:public_question", args=[self.entry.reference])

    def get_public_url(self):
        """A page of the public site, which knows the communities and not the other way round."""
        return f"/questions/{self.slug}/" if self.slug else ""
