"""The models of the public site: its pages, by kind, and the images and documents of the house."""

from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from home.campaigns.models import Campaign, CampaignResult, CampaignSupport, CampaignTask
from home.letter.models import LetterCopy, LetterIssue, LetterItem, Subscription
from home.pages.auditors import AuditorsPage
from home.pages.campaigns import CampaignPage
from home.pages.content import ContentPage
from home.pages.events import AgendaPage, EventPage
from home.pages.front import HomePage
from home.pages.label import GovernancePage, JoiningPage, LabelPage, PathPage
from home.pages.news import NewsIndexPage, NewsPage, NewsTopic
from home.pages.notices import AccessibilityPage, LegalPage
from home.pages.partners import PartnerPage, PartnersPage
from home.pages.press import PressPage, ResourcesPage
from home.pages.tenants import TenantsPage
from home.registrations.models import Registration

__all__ = (
    "AccessibilityPage",
    "AgendaPage",
    "AuditorsPage",
    "Campaign",
    "CampaignPage",
    "CampaignResult",
    "CampaignSupport",
    "CampaignTask",
    "ContentPage",
    "EventPage",
    "GovernancePage",
    "HomePage",
    "JoiningPage",
    "LabelPage",
    "LegalPage",
    "LetterCopy",
    "LetterIssue",
    "LetterItem",
    "NewsIndexPage",
    "NewsPage",
    "NewsTopic",
    "PartnerPage",
    "PartnersPage",
    "PathPage",
    "PortalDocument",
    "PortalImage",
    "PortalRendition",
    "PressPage",
    "Registration",
    "ResourcesPage",
    "Subscription",
    "TenantsPage",
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
