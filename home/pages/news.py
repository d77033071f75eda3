"""Page types « Actualités »: the index, filtered by topic, and each news item."""

from django.db import models
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from home.pages.base import PublishedPanel, SitePage
from home.pages.pictures import Pictured, picture_panel, with_pictures
from home.site_map.tree import for_all
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.ui import structured_data
from portal.web.pagination import Paginator

PAGE = 12
TAKEN = ("flux", "atom")  # addresses of the feeds


class NewsTopic(models.Model):
    """A topic of news; the Dircom adds its own."""

    name = models.CharField("sujet", max_length=60, unique=True)
    slug = models.SlugField("nom dans les adresses", max_length=60, unique=True)
    order = models.PositiveSmallIntegerField("rang", default=100)

    objects = access.QuerySet.as_manager()
    visibilities = (Visibility("tout le monde", "parce que les sujets sont publics", public=True),)
    panels = (FieldPanel("name"), FieldPanel("slug"), FieldPanel("order"))

    class Meta:
        verbose_name = "sujet d’actualité"
        verbose_name_plural = "sujets d’actualité"
        ordering = ("order", "name__french")

    def __str__(self):
        return self.name


class NewsIndexPage(SitePage):
    """News, latest first; `?sujet=` filters by topic."""

    filters = ("sujet", "page")
    parent_page_types = ("home.HomePage",)
    subpage_types = ("home.NewsPage",)
    max_count = 1
    template = "home/news/index.html"

    class Meta:
        verbose_name = "page «\u00a0Actualités\u00a0»"

    def get_context(self, request, *args, **kwargs):
        topics = list(NewsTopic.objects.filter(news__live=True).distinct())
        topic = next((t for t in topics if t.slug == request.GET.get("sujet")), None)
        rows = news(topic)
        return super().get_context(request, *args, **kwargs) | {
            "topics": topics,
            "topic": topic,
            "page_of": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        }


class NewsPage(Pictured, SitePage):
    """A news item; its lead is its excerpt in lists and feeds."""

    date = models.DateField("date", default=clock.today)
    topic = models.ForeignKey(
        NewsTopic, models.PROTECT, related_name="news", verbose_name="sujet", null=True, blank=True
    )
    is_demo = models.BooleanField("actualité inventée", default=False)

    page_description = (
        "Une nouvelle datée ; elle paraît dans la liste, les flux et la lettre du mois."
    )
    content_panels = (
        *SitePage.content_panels[:1],
        MultiFieldPanel([FieldPanel("date"), PublishedPanel("topic")], "Parution"),
        picture_panel(),
        PublishedPanel("intro"),
        *SitePage.content_panels[2:],
    )
    parent_page_types = ("home.NewsIndexPage",)
    subpage_types = ()
    template = "home/news/page.html"

    class Meta:
        verbose_name = "actualité"
        indexes = (models.Index(fields=("-date",), name="news_date"),)

    def problems(self):
        found = super().problems()
        if self.slug in TAKEN:
            found.append(("slug", f"L’adresse «\u00a0{self.slug}\u00a0» est celle d’un flux."))
        if not self.intro.strip():
            found.append(("intro", "Écrivez un chapeau\u00a0: les listes et les flux le montrent."))
        if self.topic_id is None:
            found.append(("topic", "Choisissez un sujet\u00a0: les listes se filtrent par sujet."))
        return [*found, *self.picture_problems()]

    def structured(self):
        """What machines read of it, or None when it is invented."""
        if self.is_demo:
            return None
        return structured_data.describe_thing(
            "NewsArticle",
            self.url,
            headline=self.title,
            description=self.intro,
            image=self.picture_address(),
            datePublished=self.date,
            dateModified=self.last_published_at,
            publisher=structured_data.PUBLISHER,
        )

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"structured": self.structured()}

    @cached_property
    def others(self):
        """Three more of the same topic, latest first."""
        return list(news(self.topic).exclude(pk=self.pk)[:3])


def news(topic=None, *, limit=None):
    """Published news, latest first, with what a list shows; filtered by topic."""
    rows = with_pictures(for_all(NewsPage.objects).select_related("topic"))
    rows = rows.filter(topic=topic) if topic else rows
    return rows.order_by("-date", "-first_published_at", "-pk")[:limit]
