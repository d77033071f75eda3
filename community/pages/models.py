"""Models: page of a space, its published versions, acknowledgements of reading."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from community.spaces import markup
from community.spaces.models import Space
from community.spaces.visibility import ANIMATORS, OFFICE, ShownThrough
from portal import access
from portal.core import clock
from portal.ui.states import States
from portal.workflow import Stateful


class SpacePage(Stateful):
    """The draft being written; members read the last published version."""

    class State(States):
        DRAFT = "draft", "pencil", "quiet", "Brouillon"
        PUBLISHED = "published", "tile-tick", "ok", "Publiée"
        WITHDRAWN = "withdrawn", "door", "quiet", "Retirée"

    space = models.ForeignKey(Space, models.CASCADE, related_name="pages")
    slug = models.SlugField("nom dans l’adresse", max_length=60)
    title = models.CharField("titre", max_length=120)
    public_title = models.CharField("titre publié", max_length=120, blank=True, editable=False)
    text = models.TextField("texte", blank=True, max_length=30_000)
    html = models.TextField("texte mis en forme", blank=True, editable=False)
    state = models.CharField(
        "état", max_length=9, choices=State, default=State.DRAFT, editable=False
    )
    rank = models.PositiveSmallIntegerField("rang", default=100)
    is_pinned = models.BooleanField("épinglée à l’accueil", default=False)

    objects = access.QuerySet.as_manager()
    visibilities = (ShownThrough("space", Q(state="published")), *ANIMATORS, *OFFICE)

    class Meta:
        verbose_name = "page d’un espace"
        verbose_name_plural = "pages des espaces"
        ordering = ("rank", "title__french", "pk")
        constraints = (
            models.UniqueConstraint(fields=("space", "slug"), name="space_page_address_once"),
        )

    def __str__(self):
        return self.title

    def save(self, *args, **options):
        """HTML is sanitised on write."""
        self.html = markup.drawn(self.text, has_titles=True)
        super().save(*args, **options)

    def get_absolute_url(self):
        return reverse("community:page", args=[self.space.slug, self.slug])

    @property
    def shown(self):
        return markup.safe(self.html, has_titles=True)

    @property
    def name(self):
        """The published title; a new one waits for the next publication."""
        return self.public_title or self.title


class PageVersion(models.Model):
    """A published version; never changed."""

    page = models.ForeignKey(SpacePage, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField("version")
    title = models.CharField("titre", max_length=120)
    html = models.TextField("texte mis en forme")
    text = models.TextField("texte")
    published_at = models.DateTimeField("publiée le", default=clock.now)
    published_by = models.ForeignKey(
        "portal.User", models.PROTECT, related_name="+", verbose_name="publiée par"
    )

    objects = access.QuerySet.as_manager()
    visibilities = access.through("page")

    class Meta:
        verbose_name = "version d’une page"
        verbose_name_plural = "versions des pages"
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("page", "number"), name="page_version_once"),
        )

    def __str__(self):
        return f"{self.title}, version {self.number}"

    @property
    def shown(self):
        return markup.safe(self.html, has_titles=True)


class PageRead(models.Model):
    """An acknowledgement of reading of a pinned page."""

    page = models.ForeignKey(SpacePage, models.CASCADE, related_name="reads")
    person = models.ForeignKey("portal.User", models.CASCADE, related_name="pages_read")
    at = models.DateTimeField("le", default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = (access.Visibility("la personne", "parce qu’elle le dit", path="person"),)

    class Meta:
        verbose_name = "page lue"
        verbose_name_plural = "pages lues"
        constraints = (models.UniqueConstraint(fields=("page", "person"), name="page_read_once"),)

    def __str__(self):
        return f"{self.person}, {self.page}"
