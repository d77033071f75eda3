"""Page types « Presse » (releases, contact, figures of the day, use of the logo) and « Ressources »."""

from django.db import models
from django.db.models import JSONField, Value, prefetch_related_objects
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField
from wagtail.images.blocks import ImageChooserBlock

from home.blocks.base import Part
from home.blocks.fields import StreamField
from home.blocks.pictures import alt_problem
from home.pages.base import SitePage
from home.pages.figures import figure_rows
from home.pages.panels import SIMPLE, FiledDocument, Shelf
from home.uploads.pictures import downloads
from labelling import public

RIGHTS = "Libre pour un article sur le label, avec le crédit."


class Release(blocks.StructBlock):
    """A press release, with its file when there is one."""

    date = blocks.DateBlock(label="date")
    title = blocks.CharBlock(label="titre", max_length=160)
    text = blocks.TextBlock(label="résumé")
    document = DocumentChooserBlock(label="document", required=False)

    class Meta:
        icon = "doc-full"
        label = "communiqué"


class Photograph(Part):
    """A photograph that a newspaper may take; its credit is that of the image."""

    image = ImageChooserBlock(label="image")
    alt = blocks.CharBlock(
        label="texte de remplacement",
        max_length=250,
        help_text="Ce que l’image montre, en une phrase\u00a0: lu par qui ne la voit pas.",
    )
    caption = blocks.CharBlock(label="légende", required=False, max_length=250)
    rights = blocks.CharBlock(
        label="droits",
        max_length=200,
        default=RIGHTS,
    )

    def problems(self, value):
        found = {"alt": said} if (said := alt_problem(value)) else {}
        if value.get("image") and not value["image"].credit.strip():
            found["image"] = NO_CREDIT
        return found

    class Meta:
        icon = "image"
        label = "photographie"


NOTHING = {"blank": True, "default": list, "db_default": Value([], JSONField())}
NO_CREDIT = (
    "Cette image n’a pas de crédit\u00a0: donnez-le dans «\u00a0Images\u00a0», puis choisissez-la."
)


class PressPage(SitePage):
    """The press room: file, releases, photographs, spokesperson, figures of the day, use of the logo."""

    files = StreamField(
        [("document", FiledDocument())], verbose_name="dossier de presse", **NOTHING
    )
    photographs = StreamField(
        [("photograph", Photograph())], verbose_name="photographies", **NOTHING
    )
    spokesperson = models.CharField(
        "porte-parole", max_length=120, blank=True, default="", db_default=""
    )
    spokesperson_job = models.CharField(
        "sa fonction", max_length=160, blank=True, default="", db_default=""
    )

    releases = StreamField([("release", Release())], verbose_name="communiqués", blank=True)
    contact = models.CharField("à qui s’adresser", max_length=120, blank=True)
    email = models.EmailField("adresse de la presse", blank=True)
    phone = models.CharField("téléphone", max_length=30, blank=True)
    logo_terms = RichTextField("conditions d’usage du logo", features=SIMPLE, blank=True)

    content_panels = SitePage.panels_with(
        FieldPanel("files"),
        FieldPanel("releases"),
        FieldPanel("photographs"),
        MultiFieldPanel(
            [FieldPanel("spokesperson"), FieldPanel("spokesperson_job")],
            "Qui parle au nom du label",
        ),
        MultiFieldPanel([FieldPanel(name) for name in ("contact", "email", "phone")], "Contact"),
        FieldPanel("logo_terms"),
    )
    parent_page_types = ("home.HomePage",)
    max_count = 1
    template = "home/news/press.html"

    class Meta:
        verbose_name = "page «\u00a0Presse\u00a0»"

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "figures": figure_rows(),
            "series": public.series_titles(),
            "photographs": self.shown_photographs(),
        }

    def shown_photographs(self):
        """[{value, files}]: each with what may be taken of it; two queries for any number."""
        values = [one.value for one in self.photographs if one.value["image"]]
        prefetch_related_objects([value["image"] for value in values], "renditions")
        return [{"value": value, "files": downloads(value["image"])} for value in values]


class ResourcesPage(SitePage):
    """Public documents, by kind."""

    shelves = StreamField([("shelf", Shelf())], verbose_name="rayons", blank=True)

    content_panels = SitePage.panels_with(FieldPanel("shelves"))
    parent_page_types = ("home.HomePage",)
    max_count = 1
    template = "home/news/resources.html"

    class Meta:
        verbose_name = "page «\u00a0Ressources\u00a0»"
