"""Models: bookmark, and collection with its audience."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from observatory.practices.visibility import ClubVisibility, office_visibility, organism_visibility
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.ui.states import States
from portal.workflow import Stateful

SHARED = ("organism", "club", "public")


class Bookmark(models.Model):
    """A practice bookmarked by a person; visible to nobody else."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="bookmarks")
    practice = models.ForeignKey(
        "observatory.GoodPractice",
        models.CASCADE,
        related_name="bookmarks",
        verbose_name="pratique",
    )
    at = models.DateTimeField("mise de côté le", default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = (Visibility("la personne", "parce que c’est son signet", path="user"),)

    class Meta:
        verbose_name = "signet"
        ordering = ("-at", "-pk")
        constraints = (models.UniqueConstraint(fields=("user", "practice"), name="bookmark_once"),)

    def __str__(self):
        return str(self.practice)


class Collection(Stateful):
    """A named list of practices. Its state is its audience; only the office opens one to everybody."""

    class State(States):
        PRIVATE = "private", "lock", "quiet", "Pour moi"
        ORGANISM = "organism", "people", "info", "Mon organisme"
        CLUB = "club", "people", "info", "Le club"
        PUBLIC = "public", "tile-tick", "ok", "Sélection publique"
        REMOVED = "removed", "cross", "quiet", "Supprimée"

    reference = models.CharField("référence", max_length=20, unique=True)
    slug = models.SlugField("nom dans les adresses", max_length=140, unique=True)
    title = models.CharField("nom", max_length=110)
    intro = models.TextField("à quoi elle sert", max_length=600, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="collections",
        verbose_name="faite par",
    )
    organism = models.ForeignKey(
        "labelling.Organism",
        models.PROTECT,
        null=True,
        related_name="collections",
        verbose_name="organisme",
    )
    state = models.CharField(
        "qui la lit", max_length=8, choices=State, default=State.PRIVATE, editable=False
    )

    objects = access.QuerySet.as_manager()
    visibilities = (
        Visibility(
            "tout le monde",
            "parce que le référent label en fait une sélection",
            public=True,
            when=lambda: Q(state="public"),
        ),
        Visibility(
            "la personne",
            "parce qu’elle l’a faite",
            path="owner",
            when=lambda: ~Q(state="removed"),
        ),
        organism_visibility(
            "organism",
            "l’organisme",
            "parce qu’elle est partagée avec lui",
            when=lambda: Q(state__in=SHARED),
        ),
        ClubVisibility(
            "le club", "parce qu’elle est partagée avec lui", when=lambda: Q(state="club")
        ),
        *office_visibility("parce qu’il anime le club", when=lambda: Q(state="club")),
    )

    class Meta:
        verbose_name = "collection de pratiques"
        verbose_name_plural = "collections de pratiques"
        ordering = ("title__french", "pk")
        constraints = (
            models.CheckConstraint(
                name="collection_shared_by_an_organism",
                condition=~Q(state="organism") | Q(organism__isnull=False),
            ),
        )

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("observatory:collection", args=[self.reference])

    def get_public_url(self):
        return reverse("observatory:selection", args=[self.slug])

    @property
    def is_public(self):
        return self.state == self.State.PUBLIC


class CollectionEntry(models.Model):
    """A practice in a collection, with its rank and a note."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="entries")
    practice = models.ForeignKey(
        "observatory.GoodPractice", models.CASCADE, related_name="+", verbose_name="pratique"
    )
    order = models.PositiveIntegerField("rang", default=1)
    note = models.CharField("pourquoi", max_length=250, blank=True)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("collection")

    class Meta:
        verbose_name = "pratique d’une collection"
        verbose_name_plural = "pratiques des collections"
        ordering = ("collection", "order", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("collection", "practice"), name="collection_practice_once"
            ),
        )

    def __str__(self):
        return str(self.practice)
