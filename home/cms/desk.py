"""Dashboard of the CMS: what to write, what is scheduled, how a page is published."""

from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Revision

from home.pages.campaigns import CampaignPage
from home.pages.events import AgendaPage, EventPage
from home.pages.front import HomePage
from home.pages.news import NewsIndexPage, NewsPage
from home.pages.partners import PartnerPage, PartnersPage
from portal.core import clock
from portal.models import Role

LIMIT = 10
WRITES = (  # what, its page, where it is put
    ("Une actualité", NewsPage, NewsIndexPage),
    ("Un rendez-vous", EventPage, AgendaPage),
    ("Une page de campagne", CampaignPage, HomePage),
    ("La page d’un partenaire", PartnerPage, PartnersPage),
)


class Desk(Component):
    """For the Dircom; the référent has Wagtail's panels of pages to review."""

    template_name = "home/cms/desk.html"
    order = 50

    def __init__(self, request):
        self.is_writer = request.user.has_role(Role.DIRCOM)

    def get_context_data(self, parent_context):
        return {"is_writer": self.is_writer, "writes": writes(), "coming": coming()}


def writes():
    """[(what, URL of its form)] of what has a place in the tree."""
    places = {page.specific_class: page.pk for page in _places()}
    return [
        (
            what,
            reverse("wagtailadmin_pages:add", args=("home", kind._meta.model_name, places[under])),
        )
        for what, kind, under in WRITES
        if under in places
    ]


def _places():
    return Page.objects.type(*{under for _, _, under in WRITES}).filter(depth__lte=3)


def coming():
    """[(title, address, instant, what)]: scheduled publications and withdrawals, nearest first."""
    up = Revision.objects.filter(approved_go_live_at__isnull=False).order_by("approved_go_live_at")
    down = Page.objects.filter(live=True, expire_at__gt=clock.now()).order_by("expire_at")
    rows = [
        (one.object_str, _edit(one.object_id), one.approved_go_live_at, "mise en ligne")
        for one in up[:LIMIT]
    ]
    rows += [(page.title, _edit(page.pk), page.expire_at, "retrait") for page in down[:LIMIT]]
    return sorted(rows, key=lambda row: row[2])[:LIMIT]


def _edit(number):
    return reverse("wagtailadmin_pages:edit", args=(number,))
