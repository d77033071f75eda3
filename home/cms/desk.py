"""Dashboard of the CMS: what to write, to finish, to renew and to mend; what is scheduled; how a page is published."""

from datetime import timedelta

from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Revision

from home.frame.models import AlertBanner
from home.page_views import listing as views
from home.page_views.forms import ViewsFilter
from home.pages.campaigns import CampaignPage
from home.pages.events import AgendaPage, EventPage
from home.pages.front.models import HomePage
from home.pages.news import NewsIndexPage, NewsPage
from home.pages.partners import PartnerPage, PartnersPage
from home.review.base import edit_address, snippets
from home.upkeep.models import PageFinding
from portal.core import clock
from portal.models import Role

LIMIT = 10
READ = 5  # of the most read pages
AGES = timedelta(days=365)  # after which a page that is not dated by itself is to be read again
WRITES = (  # what, its page, where it is put
    ("Une actualité", NewsPage, NewsIndexPage),
    ("Un rendez-vous", EventPage, AgendaPage),
    ("Une page de campagne", CampaignPage, HomePage),
    ("La page d’un partenaire", PartnerPage, PartnersPage),
)
DATED = (NewsPage, EventPage, CampaignPage)
Kind = PageFinding.Kind


class Desk(Component):
    """For the Dircom; the référent has Wagtail's panels of pages to review."""

    template_name = "home/cms/desk.html"
    order = 50

    def __init__(self, request):
        self.user = request.user
        self.is_writer = request.user.has_role(Role.DIRCOM)

    def get_context_data(self, parent_context):
        if not self.is_writer:
            return {"is_writer": False}
        return {
            "is_writer": True,
            "writes": writes(),
            "coming": coming(),
            "most_read": most_read(self.user),
            "lists": (
                ("drafts", "Mes brouillons", drafts(self.user), "Rien à finir."),
                ("old", "À renouveler", to_renew(), "Aucune page n’a plus d’un an."),
                ("links", "Liens morts", findings(Kind.LINK), "Aucun au passage de ce matin."),
                (
                    "orphans",
                    "Pages sans lien",
                    findings(Kind.ORPHAN),
                    "Une page ou un menu mène à chacune.",
                ),
                (
                    "rules",
                    "Nombres des règles",
                    findings(Kind.OTHER_RULE, Kind.RULE),
                    "Aucune page ne dit une durée ni un délai des règles.",
                ),
            ),
        }


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
    """[(title, address, instant, what)]: publications, withdrawals and banners to come, nearest first."""
    now = clock.now()
    up = Revision.objects.filter(approved_go_live_at__isnull=False).order_by("approved_go_live_at")
    down = Page.objects.filter(live=True, expire_at__gt=now).order_by("expire_at")
    rows = [
        (one.object_str, _edit(one.object_id), one.approved_go_live_at, "mise en ligne")
        for one in up[:LIMIT]
    ]
    rows += [(page.title, _edit(page.pk), page.expire_at, "retrait") for page in down[:LIMIT]]
    for banner in AlertBanner.objects.filter(live=True, ends_at__gt=now)[:LIMIT]:
        address = edit_address("alertbanner", banner.pk)
        moments = ((banner.starts_at, "début du bandeau"), (banner.ends_at, "fin du bandeau"))
        rows += [(banner.heading, address, at, what) for at, what in moments if at > now]
    return sorted(rows, key=lambda row: row[2])[:LIMIT]


def most_read(user):
    """[Row] of the last thirty days."""
    return [one for one in views.rows(user, ViewsFilter({}).period) if one.views][:READ]


def drafts(user):
    """[(title, address, instant, what)] of what this person wrote last and has not published."""
    mine = {"has_unpublished_changes": True, "latest_revision__user": user}
    pages = Page.objects.filter(**mine).order_by("-latest_revision_created_at")
    rows = [
        (page.draft_title or page.title, _edit(page.pk), page.latest_revision_created_at, "écrit")
        for page in pages[:LIMIT]
    ]
    for name, model in snippets().items():
        rows += [
            (str(one), edit_address(name, one.pk), one.latest_revision.created_at, "écrit")
            for one in model.objects.filter(**mine).select_related("latest_revision")[:LIMIT]
        ]
    return sorted(rows, key=lambda row: row[2], reverse=True)[:LIMIT]


def to_renew():
    """[(title, address, instant, what)] of the pages published more than a year ago, the oldest first."""
    before = clock.now() - AGES
    rows = Page.objects.live().filter(depth__gte=2, last_published_at__lt=before)
    rows = rows.not_type(*DATED).order_by("last_published_at")[:LIMIT]
    return [(page.title, _edit(page.pk), page.last_published_at, "publié") for page in rows]


def findings(*kinds):
    """[(title, address, instant, what)] of what the worker found this morning."""
    rows = PageFinding.objects.filter(kind__in=kinds).select_related("page")[:LIMIT]
    return [
        (one.page.title, _edit(one.page_id), one.found_at, f"{one.sentence} Vu") for one in rows
    ]


def _edit(number):
    return reverse("wagtailadmin_pages:edit", args=(number,))
