"""Model: search entry of a published page, its words stemmed."""

from django.db import models
from wagtail.models import Page

from portal import access
from portal.access import Visibility


class SearchEntry(models.Model):
    """Words of a page as last published; its address and whether it is live are read from the page."""

    page = models.OneToOneField(
        Page, models.CASCADE, related_name="search_entry", verbose_name="page"
    )
    kind = models.CharField("nature", max_length=40)
    title = models.CharField("titre", max_length=255)
    text = models.TextField("texte", blank=True)
    title_roots = models.TextField("racines du titre")
    roots = models.TextField("racines du texte")

    objects = access.QuerySet.as_manager()
    visibilities = (Visibility("tout le monde", "parce que la page est publiée", public=True),)

    class Meta:
        verbose_name = "entrée de recherche"
        verbose_name_plural = "entrées de recherche"

    def __str__(self):
        return self.title
