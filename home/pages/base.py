"""Base class of written pages: a lead, a text, checks before publication."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from home.blocks import BODY, Body
from home.blocks.stream_field import StreamField
from home.pages.reviewed import CorrectionPanel, Reviewed
from home.review.panels import BeforePublishing
from home.site_map.openness import OneReading


class WrittenPage(OneReading, Reviewed, Page):
    """Base class of written pages: lead and text, with checks before publication."""

    intro = models.TextField("chapeau", blank=True)
    body = StreamField(Body(BODY), verbose_name="contenu", blank=True)

    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]
    content_panels = (
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
        CorrectionPanel("correction"),
        BeforePublishing(heading="Avant de publier"),
    )

    class Meta:
        abstract = True

    @classmethod
    def panels_with(cls, *panels):
        """Panels of a page type, then those that close every form."""
        return (*cls.content_panels[:-2], *panels, *cls.content_panels[-2:])
