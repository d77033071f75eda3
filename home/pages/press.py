"""Page types « Presse » (releases, contact, figures of the day, use of the logo) and « Ressources »."""

from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField

from home.blocks.stream_field import StreamField
from home.pages.figures import figure_rows
from home.pages.parts import SIMPLE, Shelf
from home.pages.site_page import SitePage


class Release(blocks.StructBlock):
    """A press release, with its file when there is one."""

    date = blocks.DateBlock(label="date")
    title = blocks.CharBlock(label="titre", max_length=160)
    text = blocks.TextBlock(label="résumé")
    document = DocumentChooserBlock(label="document", required=False)

    class Meta:
        icon = "doc-full"
        label = "communiqué"


class PressPage(SitePage):
    """The press kit."""

    releases = StreamField([("release", Release())], verbose_name="communiqués", blank=True)
    contact = models.CharField("à qui s’adresser", max_length=120, blank=True)
    email = models.EmailField("adresse de la presse", blank=True)
    phone = models.CharField("téléphone", max_length=30, blank=True)
    logo_terms = RichTextField("conditions d’usage du logo", features=SIMPLE, blank=True)

    content_panels = SitePage.panels_with(
        FieldPanel("releases"),
        MultiFieldPanel([FieldPanel(name) for name in ("contact", "email", "phone")], "Contact"),
        FieldPanel("logo_terms"),
    )
    parent_page_types = ("home.HomePage",)
    max_count = 1
    template = "home/news/press.html"

    class Meta:
        verbose_name = "page «\u00a0Presse\u00a0»"

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"figures": figure_rows()}


class ResourcesPage(SitePage):
    """Public documents, by kind."""

    shelves = StreamField([("shelf", Shelf())], verbose_name="rayons", blank=True)

    content_panels = SitePage.panels_with(FieldPanel("shelves"))
    parent_page_types = ("home.HomePage",)
    max_count = 1
    template = "home/news/resources.html"

    class Meta:
        verbose_name = "page «\u00a0Ressources\u00a0»"
