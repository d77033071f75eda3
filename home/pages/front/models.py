"""Page type of the home: an opening, then sections chosen by the Dircom; what they count is live."""

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from home.blocks import addresses
from home.blocks.fields import StreamField
from home.blocks.loading import gather
from home.pages.base import CorrectionPanel, Reviewed
from home.pages.front.blocks import SECTIONS, Buttons, Sections
from home.pages.texts import accessibility_state
from home.review.panels import BeforePublishing
from home.site_map.tree import OneReading
from portal.ui import structured_data

EMPTY = models.Value([], output_field=models.JSONField())
NO_SECTION = (
    "L’accueil n’aurait aucune section\u00a0: ajoutez-en une, ou montrez-en une qui est masquée."
)


class HomePage(OneReading, Reviewed, Page):
    """The home of the site: its opening holds the one h1, its sections come in the order of the Dircom."""

    headline = models.CharField("titre affiché", max_length=120, blank=True)
    intro = models.TextField("accroche", blank=True)
    buttons = StreamField(
        Buttons(), verbose_name="boutons", blank=True, default=list, db_default=EMPTY
    )
    picture = models.ForeignKey(
        "home.PortalImage",
        models.SET_NULL,
        related_name="+",
        verbose_name="image",
        null=True,
        blank=True,
        help_text="Sans image, la mosaïque de l’identité.",
    )
    picture_alt = models.CharField(
        "texte de remplacement de l’image", max_length=200, blank=True, db_default=""
    )
    sections = StreamField(
        Sections(SECTIONS), verbose_name="sections", blank=True, default=list, db_default=EMPTY
    )

    content_panels = (
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("headline"),
                FieldPanel("intro"),
                FieldPanel("buttons"),
                FieldPanel("picture"),
                FieldPanel("picture_alt"),
            ],
            "Ouverture",
        ),
        FieldPanel("sections"),
        CorrectionPanel("correction"),
        BeforePublishing(heading="Avant de publier"),
    )
    parent_page_types = ("wagtailcore.Page",)
    template = "home/home_page.html"

    class Meta:
        verbose_name = "page d’accueil"

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "structured": structured_data.describe_thing(
                "WebSite",
                "/",
                name="Quali’Hlm",
                description=self.intro,
                inLanguage="fr",
                publisher=structured_data.PUBLISHER,
            ),
            "opening_buttons": self.opening_buttons(),
            "accessibility_state": accessibility_state(),
        }

    def opening_buttons(self):
        """[{label, url}], the first one stands out."""
        with gather(self.buttons):
            return addresses.button_links([one.value for one in self.buttons])

    def problems(self):
        found = super().problems()
        if not any(not one.value.get("is_hidden") for one in self.sections):
            found.append(("sections", NO_SECTION))
        if self.picture_id and not self.picture_alt.strip():
            found.append(("picture_alt", "Décrivez l’image pour qui ne la voit pas."))
        return found
