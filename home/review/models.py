"""Lines of the editors' register: what was decided about a page's text, by whom, and why."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from wagtail.models import Page

from portal import access
from portal.core import clock
from portal.models import Role

EDITORS = (
    access.Visibility("la Dircom", "parce qu’elle édite le site", role=Role.DIRCOM),
    access.Visibility("le référent label", "parce qu’il vérifie les faits", role=Role.REFERENT),
)


class EditorialEntry(models.Model):
    """A line about a page; never changed. `digest` is the hash of its text (home.review.facts)."""

    class Kind(models.TextChoices):
        READ = "read", "faits vérifiés"
        CORRECTED = "corrected", "correction sans effet sur les faits"
        UNLOCKED = "unlocked", "faits déverrouillés"
        MARKED = "marked", "page marquée comme portant des faits"
        UNMARKED = "unmarked", "page sans faits sur le label"
        COMMENTED = "commented", "page commentée"
        REFUSED = "refused", "publication à la date prévue refusée"

    page = models.ForeignKey(Page, models.CASCADE, related_name="editorial_entries")
    kind = models.CharField("acte", max_length=10, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("le", default=clock.now)
    reason = models.TextField("motif", blank=True)
    digest = models.CharField("empreinte du texte", max_length=64, blank=True)

    objects = access.QuerySet.as_manager()
    visibilities = EDITORS

    class Meta:
        verbose_name = "ligne de rédaction"
        verbose_name_plural = "lignes de rédaction"
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("page", "digest"), name="entry_page_digest"),)

    def __str__(self):
        return f"{self.get_kind_display()}, {self.page}"

    def get_absolute_url(self):
        return reverse("wagtailadmin_pages:edit", args=(self.page_id,))


def write(page, kind, by, **said):
    return EditorialEntry.objects.create(page_id=page.pk, kind=kind, by=by, **said)


def is_read(page, digest):
    """Whether the référent approved this very text, or it was declared to change no fact."""
    kinds = (EditorialEntry.Kind.READ, EditorialEntry.Kind.CORRECTED)
    rows = EditorialEntry.objects.filter(page_id=page.pk, kind__in=kinds, digest=digest)
    return rows.exists()


def last_reading(page):
    """The line that locks the facts of the page; None when never approved or unlocked since."""
    kinds = (EditorialEntry.Kind.READ, EditorialEntry.Kind.UNLOCKED)
    rows = EditorialEntry.objects.filter(page_id=page.pk, kind__in=kinds).select_related("by")
    last = rows.first()
    return last if last and last.kind == EditorialEntry.Kind.READ else None
