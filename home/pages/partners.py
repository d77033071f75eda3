"""Page types « Partenaires »: the index, and each regional association with its region's live figures."""

from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from home.pages.base import SitePage
from home.pages.figures import region_figures
from home.site_map.tree import for_all
from labelling import public


def regions():
    return public.regions()


class PartnersPage(SitePage):
    """Who makes the label known beside USH."""

    parent_page_types = ("home.HomePage",)
    subpage_types = ("home.PartnerPage",)
    max_count = 1
    template = "home/partners/index.html"

    class Meta:
        verbose_name = "page «\u00a0Partenaires\u00a0»"

    def get_context(self, request, *args, **kwargs):
        rows = for_all(PartnerPage.objects.child_of(self)).order_by("title__french")
        names = dict(public.regions())
        partners = [{"page": row, "region": names.get(row.region, "")} for row in rows]
        return super().get_context(request, *args, **kwargs) | {"partners": partners}


class PartnerPage(SitePage):
    """A partner: text and contact are edited, its region's figures are live."""

    region = models.CharField("région", max_length=3, choices=regions, blank=True)
    website = models.URLField("site", blank=True)
    contact = models.CharField("à qui s’adresser", max_length=120, blank=True)
    email = models.EmailField("adresse de contact", blank=True)
    phone = models.CharField("téléphone", max_length=30, blank=True)
    is_demo = models.BooleanField("partenaire inventé", default=False)

    page_description = "Une association régionale : son contact et les chiffres de sa région."
    content_panels = (
        *SitePage.content_panels[:1],
        FieldPanel("region"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("website", "contact", "email", "phone")], "Contact"
        ),
        *SitePage.content_panels[1:],
    )
    parent_page_types = ("home.PartnersPage",)
    subpage_types = ()
    template = "home/partners/page.html"

    class Meta:
        verbose_name = "page d’un partenaire"

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | self.live_facts()

    def live_facts(self):
        """{organisms, figures, region_name, region_url} of its region today; {} without a region."""
        if not self.region:
            return {"organisms": [], "figures": [], "region_name": ""}
        organisms = list(
            public.club_organisms().filter(region=self.region).order_by("name__french")
        )
        name = dict(public.regions())[self.region]
        return {
            "organisms": organisms,
            "region_name": name,
            "region_url": reverse("home:region", args=[slugify(name)]),
            "figures": region_figures(self.region, organisms),
        }


def partners_of(region):
    """The published pages of the partners of a region, by name."""
    return list(for_all(PartnerPage.objects.filter(region=region)).order_by("title__french"))
