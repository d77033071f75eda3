"""Model: piece of a practice; a picture has a description, a video its subtitles (BR-85)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from observatory.practices.visibility import dircom, office, own
from portal import access
from portal.access import Visibility
from portal.documents import StoredFile
from portal.documents.pictures import SizedPicture

PUBLIC_STATES = ("published", "review_due")


class PracticePiece(SizedPicture):
    """Shows or proves a practice; a reserved document is seen by its reviewers only."""

    class Kind(models.TextChoices):
        PICTURE = "picture", "Image"
        DOCUMENT = "document", "Document"
        LINK = "link", "Lien"
        VIDEO = "video", "Vidéo"

    class Subtitles(models.TextChoices):
        SUBTITLED = "subtitled", "sous-titrée"
        TRANSCRIBED = "transcribed", "avec sa transcription"
        SILENT = "silent", "sans parole"
        NONE = "none", "sans sous-titres pour le moment"

    practice = models.ForeignKey(
        "observatory.GoodPractice", models.CASCADE, related_name="pieces", verbose_name="pratique"
    )
    order = models.PositiveSmallIntegerField("rang", default=1)
    kind = models.CharField("nature", max_length=8, choices=Kind)
    title = models.CharField("titre", max_length=160, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    alt = models.CharField("ce que montre l’image", max_length=250, blank=True)
    rights = models.CharField("qui autorise à la publier", max_length=120, blank=True)
    url = models.URLField("adresse", max_length=400, blank=True)
    subtitles = models.CharField("sous-titres", max_length=11, choices=Subtitles, blank=True)
    is_reserved = models.BooleanField("réservé à la relecture", default=False)

    objects = access.QuerySet.as_manager()
    visibilities = (
        Visibility(
            "tout le monde",
            "parce que la pratique est publiée",
            public=True,
            when=lambda: Q(practice__state__in=PUBLIC_STATES, is_reserved=False),
        ),
        own("practice__"),
        *office(),
        dircom(is_reserved=False),
    )

    class Meta:
        verbose_name = "pièce d’une pratique"
        verbose_name_plural = "pièces des pratiques"
        ordering = ("practice", "order", "pk")
        constraints = (
            models.UniqueConstraint(fields=("practice", "order"), name="practice_piece_order"),
            models.CheckConstraint(
                name="practice_picture_described",
                condition=~Q(kind="picture")
                | Q(file__isnull=False, is_reserved=False) & ~Q(alt="") & ~Q(rights=""),
            ),
            models.CheckConstraint(
                name="practice_piece_has_its_object",
                condition=Q(kind__in=("picture", "document"), file__isnull=False)
                | Q(kind__in=("link", "video")) & ~Q(url=""),
            ),
            models.CheckConstraint(
                name="practice_video_says_its_subtitles",
                condition=~Q(kind="video") | ~Q(subtitles=""),
            ),
        )

    def __str__(self):
        return self.title or self.alt

    @property
    def is_picture(self):
        return self.kind == self.Kind.PICTURE

    @property
    def public_url(self):
        """URL on the published practice; links and videos are elsewhere."""
        if self.url:
            return self.url
        return reverse("observatory:practice_piece", args=[self.practice.slug, self.order])

    @property
    def page_url(self):
        """URL of the size made for the page, else of the picture itself."""
        return self._page_url("webp") if self.page_id else self.public_url

    @property
    def page_avif_url(self):
        return self._page_url("avif") if self.page_avif_id else ""

    def _page_url(self, form):
        address = [self.practice.slug, self.order, form]
        return reverse("observatory:practice_piece_page", args=address)
