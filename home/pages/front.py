"""Page type of the home: texts are edited; figures, path, labels and dates are live."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from home.blocks import sources
from home.pages.figures import figure_rows
from home.pages.news import news
from home.pages.notices import accessibility_state
from home.pages.reviewed import CorrectionPanel, Reviewed
from home.review.panels import BeforePublishing
from home.site_map.openness import OneReading
from labelling import public
from observatory.public import practice_of_the_month
from portal.cache.public import cached
from portal.ui import structured_data, words


class HomePage(OneReading, Reviewed, Page):
    """The home of the site: text is edited, figures are live."""

    headline = models.CharField("titre affiché", max_length=120, blank=True)
    intro = models.TextField("accroche", blank=True)

    content_panels = (
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("intro"),
        CorrectionPanel("correction"),
        BeforePublishing(heading="Avant de publier"),
    )
    parent_page_types = ("wagtailcore.Page",)
    template = "home/home_page.html"

    class Meta:
        verbose_name = "page d’accueil"

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "structured": structured_data.told(
                "WebSite",
                "/",
                name="Quali’Hlm",
                description=self.intro,
                inLanguage="fr",
                publisher=structured_data.PUBLISHER,
            ),
            "figures": figure_rows(),
            "path": first_stages(),
            "latest": public.latest_labels(5),
            "news": latest_news(),
            "coming": coming(5),
            "practice": practice_of_month(),
            "pioneers": public.pioneers(),
            "accessibility_state": accessibility_state(),
        }


def first_stages():
    """Stages to a first label, from the rules in force; none without rules."""
    rules = public.rules_in_force()
    return rules["kinds"][0]["stages"] if rules and rules["kinds"] else []


@cached
def practice_of_month():
    """The practice of the month for its card, with its measures; None before the first practice."""
    month = practice_of_the_month()
    if month is None:
        return None
    practice = month["practice"]
    return {
        "sheet": practice,
        "words": month["words"] or practice.summary,
        "url": practice.get_public_url(),
        "figures": [
            {
                "label": one["name"],
                "value": f"de {words.number(one['before'])} à {words.number(one['after'])} {one['unit']}",
                "note": words.month(one["measured_on"]),
            }
            for one in month["measures"]
        ],
    }


@cached
def latest_news():
    return list(news(limit=3))


@cached
def sessions(many):
    """Next sessions of the committee, as the public knows them."""
    return list(public.upcoming_sessions()[:many])


def coming(many):
    """Next dates, sessions of the committee included: [{on, title, url, is_decision}]."""
    events = [
        {
            "on": event["starts_at"],
            "title": event["title"],
            "url": event["url"],
            "is_decision": False,
        }
        for event in sources.events(many)
    ]
    decisions = [
        {
            "on": session["held_on"],
            "title": "Comité de labellisation",
            "url": "",
            "is_decision": True,
        }
        for session in sessions(many)
    ]
    return sorted(events + decisions, key=lambda row: words.as_date(row["on"]))[:many]
