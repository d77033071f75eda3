"""The home: its words are edited, its figures, path, labels and dates are read where they live."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from home.blocks import sources
from home.pages.figures import shown
from home.pages.news import news
from home.pages.notices import accessibility_state
from home.pages.reviewed import Reviewed
from home.review.panels import BeforePublishing
from home.site_map.openness import OneReading
from labelling import public
from observatory.public import practice_of_the_month
from portal.cache.public import cached
from portal.ui import words


class HomePage(OneReading, Reviewed, Page):
    """The entrance: the text is edited, the figures are read in the register."""

    headline = models.CharField("titre affiché", max_length=120, blank=True)
    intro = models.TextField("accroche", blank=True)

    content_panels = (
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("intro"),
        BeforePublishing(heading="Avant de publier"),
    )
    parent_page_types = ("wagtailcore.Page",)
    template = "home/home_page.html"

    class Meta:
        verbose_name = "page d’accueil"

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "figures": shown(),
            "path": first_stages(),
            "latest": public.latest_labels(5),
            "news": latest_news(),
            "coming": coming(5),
            "practice": of_the_month(),
            "pioneers": public.pioneers(),
            "accessibility_state": accessibility_state(),
        }


def first_stages():
    """The steps to a first label, from the rules in force; none before them."""
    rules = public.rules_in_force()
    return rules["kinds"][0]["stages"] if rules and rules["kinds"] else []


@cached
def of_the_month():
    """The practice of the month as a card tells it, with its measures; None before the first practice."""
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
    """What the home tells of the news."""
    return list(news(limit=3))


@cached
def sessions(many):
    """The next of the committee, as the public knows them."""
    return list(public.upcoming_sessions()[:many])


def coming(many):
    """The next dates, the committee's sessions among them: [{on, title, url, is_decision}]."""
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
