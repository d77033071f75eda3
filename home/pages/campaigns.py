"""Page type of a campaign: its days, its call, the events that carry it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from home.campaigns.models import Campaign
from home.pages.base import SitePage
from portal.core import clock


class CampaignPage(SitePage):
    """The public page of a campaign; its plan stays in the member space."""

    starts_on = models.DateField("du")
    ends_on = models.DateField("au")
    campaign = models.ForeignKey(
        Campaign,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="pages",
        verbose_name="campagne du plan de communication",
    )
    is_demo = models.BooleanField("campagne inventée", default=False)

    page_description = "Une opération de communication, avec ses dates et ses supports."
    content_panels = (
        *SitePage.content_panels[:1],
        MultiFieldPanel(
            [FieldPanel(name) for name in ("starts_on", "ends_on", "campaign")], "Quand"
        ),
        *SitePage.content_panels[1:],
    )
    parent_page_types = ("home.HomePage",)
    subpage_types = ()
    template = "home/campaigns/page.html"

    class Meta:
        verbose_name = "page de campagne"
        verbose_name_plural = "pages de campagne"
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="campaign_page_runs_forward"
            ),
        )

    def clean(self):
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            sentence = "La fin vient après le début\u00a0: corrigez l’une des deux dates."
            raise ValidationError({"ends_on": sentence})

    @property
    def is_over(self):
        return self.ends_on < clock.today()

    @property
    def is_to_come(self):
        return self.starts_on > clock.today()
