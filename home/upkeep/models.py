"""Findings about published pages, written by the worker each morning and gone once mended."""

from django.db import models
from django.urls import reverse
from wagtail.models import Page

from home.review import models as entries
from portal import access
from portal.core import clock


class PageFinding(models.Model):
    """What is to mend or to know of a page: a broken link, nothing that leads to it, a number of the rules."""

    class Kind(models.TextChoices):
        LINK = "link", "lien mort"
        ORPHAN = "orphan", "page sans lien vers elle"
        OTHER_RULE = "other_rule", "nombre que les règles en vigueur ne disent pas"
        RULE = "rule", "nombre que les règles disent aussi"

    page = models.ForeignKey(Page, models.CASCADE, related_name="findings")
    kind = models.CharField("sorte", max_length=10, choices=Kind)
    sentence = models.CharField("constat", max_length=400)
    found_at = models.DateTimeField("vu le", default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = entries.EDITORS

    class Meta:
        verbose_name = "constat sur une page"
        verbose_name_plural = "constats sur les pages"
        ordering = ("kind", "found_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("page", "kind", "sentence"), name="finding_once"),
        )

    def __str__(self):
        return f"{self.page}\u00a0: {self.sentence}"

    def get_absolute_url(self):
        return reverse("wagtailadmin_pages:edit", args=(self.page_id,))
