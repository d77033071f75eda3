"""Models of the public site, re-exported for Django: page types, images and documents."""

from pathlib import PurePath

from django.db import models
from django.templatetags.static import static
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    Image,
    get_upload_to,
)

from home.alerts.models import Alert, AlertMail
from home.campaigns.models import Campaign, CampaignResult, CampaignSupport, CampaignTask
from home.frame.models import AlertBanner, SiteFrame
from home.gatherings.models import EventMaterial, EventOpinion
from home.letter.models import LetterCopy, LetterCorrection, LetterIssue, LetterItem, Subscription
from home.page_views.models import PageViews, ViewedPage
from home.pages.campaigns import CampaignPage
from home.pages.events import AgendaPage, EventPage
from home.pages.front.models import HomePage
from home.pages.label import AuditorsPage, GovernancePage, JoiningPage, LabelPage, PathPage
from home.pages.news import NewsIndexPage, NewsPage, NewsTopic
from home.pages.partners import PartnerPage, PartnersPage
from home.pages.press import PressPage, ResourcesPage
from home.pages.tenants import ProblemPage, TenantsPage
from home.pages.texts import AccessibilityPage, ContentPage, LegalPage, PrivacyPage
from home.registrations.models import Registration
from home.review.models import EditorialEntry
from home.review.steps import DircomReview, FactsCheck, ReviewState
from home.search.models import SearchEntry
from home.upkeep.models import PageFinding
from home.uploads.pictures import CleanImageField, cleaned
from home.uploads.scans import ScannedUpload

__all__ = (
    "AccessibilityPage",
    "AgendaPage",
    "Alert",
    "AlertBanner",
    "AlertMail",
    "AuditorsPage",
    "Campaign",
    "CampaignPage",
    "CampaignResult",
    "CampaignSupport",
    "CampaignTask",
    "ContentPage",
    "DircomReview",
    "EditorialEntry",
    "EventMaterial",
    "EventOpinion",
    "EventPage",
    "FactsCheck",
    "GovernancePage",
    "HomePage",
    "JoiningPage",
    "LabelPage",
    "LegalPage",
    "LetterCopy",
    "LetterCorrection",
    "LetterIssue",
    "LetterItem",
    "NewsIndexPage",
    "NewsPage",
    "NewsTopic",
    "PageFinding",
    "PageViews",
    "PartnerPage",
    "PartnersPage",
    "PathPage",
    "PortalDocument",
    "PortalImage",
    "PortalRendition",
    "PressPage",
    "PrivacyPage",
    "ProblemPage",
    "Registration",
    "ResourcesPage",
    "ReviewState",
    "SearchEntry",
    "SiteFrame",
    "Subscription",
    "TenantsPage",
    "ViewedPage",
)


class PortalImage(ScannedUpload, AbstractImage):
    """A public image of the site; evidence is never stored here."""

    file = CleanImageField(
        "fichier", upload_to=get_upload_to, width_field="width", height_field="height"
    )
    credit = models.CharField("crédit", max_length=200, blank=True)
    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = "image"

    def _set_image_file_metadata(self):
        """Size and hash of the cleaned file: the same picture uploaded twice is recognised."""
        if self.file and not self.file._committed:
            self.file.file = cleaned(self.file.file, self.file.name)
        super()._set_image_file_metadata()
        if self.file._committed:
            self.file.close()

    def get_rendition(self, filter):
        """Of one that is not public, a drawing that tells the editors why: nothing is made of it."""
        if self.is_downloadable:
            return super().get_rendition(filter)
        asked = Filter(filter) if isinstance(filter, str) else filter
        width, height = map(round, asked.get_transform(self).size)
        return PortalRendition(image=self, filter_spec=asked.spec, width=width, height=height)

    def create_rendition(self, filter):
        """As Wagtail does, but the temporary file is closed."""
        with self.generate_rendition_file(filter) as content:
            row, _made = self.renditions.get_or_create(
                filter_spec=filter.spec,
                focal_point_key=filter.get_cache_key(self),
                defaults={"file": content},
            )
        return row

    def create_renditions(self, *filters):
        """One after the other: Wagtail's threads would take the cores that serve pages."""
        return {one: self.create_rendition(one) for one in filters}


class PortalRendition(AbstractRendition):
    """A public rendition, cached for ever: its name changes with its content."""

    image = models.ForeignKey(PortalImage, models.CASCADE, related_name="renditions")

    @property
    def url(self):
        return self.file.url if self.file else static(self.image.scan_drawing)

    @property
    def alt(self):
        return super().alt if self.file else self.image.scan_warning

    class Meta:
        verbose_name = "taille d’image"
        constraints = (
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="rendition_once"
            ),
        )

    def get_upload_to(self, filename):
        """Named by the original's hash, the operation and the focal point."""
        how = "-".join(filter(None, (self.filter_spec.replace("|", "-"), self.focal_point_key)))
        return f"images/{self.image.get_file_hash()[:16]}.{how}{PurePath(filename).suffix}"

    @classmethod
    def named(cls, name):
        """The rendition served under this name, or None."""
        return cls.objects.filter(file=f"images/{name}").select_related("image").first()


class PortalDocument(ScannedUpload, AbstractDocument):
    """A public document of the site; evidence is never stored here."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"

    def clean(self):
        """Of one put aside by the upload of several, already checked, the file comes after the words."""
        if self.file:
            super().clean()

    def _set_document_file_metadata(self):
        super()._set_document_file_metadata()
        if self.file._committed:
            self.file.close()
