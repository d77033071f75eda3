"""The home and the plain pages of the site, edited in the CMS; images and documents of the house."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Page

from home.campaigns.models import Campaign, CampaignResult, CampaignSupport, CampaignTask
from home.letter.models import LetterCopy, LetterIssue, LetterItem, Subscription
from home.pages.base import WrittenPage
from home.pages.notices import AccessibilityPage, LegalPage, accessibility_state
from labelling import public
from portal.ui import words

PATH = (
    ("Candidature", "L’organisme s’engage et le dit à ses locataires."),
    ("Diagnostic HQS", "Un regard extérieur sur le service rendu, en agence et sur place."),
    ("Préparation", "Un plan d’actions, et chaque situation difficile prise en charge."),
    ("Audit", "Un auditeur agréé vérifie les preuves, critère par critère."),
    ("Comité", "Les locataires, l’État et la profession siègent et décident."),
    ("Label", "Trois ans, puis un audit de vérification."),
)


__all__ = (
    "AccessibilityPage",
    "Campaign",
    "CampaignResult",
    "CampaignSupport",
    "CampaignTask",
    "ContentPage",
    "HomePage",
    "LegalPage",
    "LetterCopy",
    "LetterIssue",
    "LetterItem",
    "PortalDocument",
    "PortalImage",
    "PortalRendition",
    "Subscription",
)


class PortalImage(AbstractImage):
    """A public image of the site. Evidence never goes here."""

    credit = models.CharField("crédit", max_length=200, blank=True)
    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = "image"


class PortalRendition(AbstractRendition):
    """A size of an image, made on demand."""

    image = models.ForeignKey(PortalImage, models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = "taille d’image"
        constraints = (
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="rendition_once"
            ),
        )


class PortalDocument(AbstractDocument):
    """A public document of the site. Evidence never goes here."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"


class HomePage(Page):
    """The entrance: the text is edited, the figures are read in the register."""

    headline = models.CharField("titre affiché", max_length=120, blank=True)
    intro = models.TextField("accroche", blank=True)

    content_panels = (*Page.content_panels, FieldPanel("headline"), FieldPanel("intro"))
    parent_page_types = ("wagtailcore.Page",)
    template = "home/home_page.html"

    class Meta:
        verbose_name = "page d’accueil"

    def get_context(self, request, *args, **kwargs):
        figures = public.figures()
        return super().get_context(request, *args, **kwargs) | {
            "figures": [
                {"label": "organismes labellisés aujourd’hui", "value": figures["labelled"]},
                {"label": "organismes engagés qui l’annoncent", "value": figures["engaged"]},
                {
                    "label": "logements des organismes labellisés",
                    "value": words.number(figures["homes"]),
                },
                {"label": "régions représentées", "value": figures["regions"]},
            ],
            "path": [{"label": label, "note": note} for label, note in PATH],
            "latest": public.latest_labels(5),
            "sessions": public.upcoming_sessions()[:3],
            "pioneers": public.pioneers(),
            "accessibility_state": accessibility_state(),
        }


class ContentPage(WrittenPage):
    """A page of text: personal data, contact, site map."""

    lists_pages = models.BooleanField("affiche le plan du site", default=False)

    content_panels = (*WrittenPage.content_panels, FieldPanel("lists_pages"))
    template = "home/content_page.html"

    class Meta:
        verbose_name = "page de texte"

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        if self.lists_pages:
            context["pages"] = Page.objects.child_of(self.get_parent()).live().order_by("title")
        return context
