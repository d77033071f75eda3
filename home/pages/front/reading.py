"""What the sections of the home read in the registers, each once and when the first section needs it."""

from functools import cached_property

from home.blocks import reading
from home.pages.figures import figure_rows
from home.pages.news import news
from labelling import public
from observatory.public import practice_of_the_month
from portal.core.read_once import read_once
from portal.ui import words


class HomeData:
    """Given to the sections as `home_data`; a section drawn alone makes its own."""

    @cached_property
    def figures(self):
        return figure_rows()

    @cached_property
    def path(self):
        return first_stages()

    @cached_property
    def practice(self):
        return practice_of_month()

    @cached_property
    def pioneers(self):
        return public.pioneers()

    def labels(self, many):
        return public.latest_labels(many)

    def news(self, many):
        return latest_news(many)

    def coming(self, many):
        return coming(many)

    def sessions(self, many):
        return sessions(many)


def from_context(context):
    return context.get("home_data") or HomeData()


def first_stages():
    """Stages to a first label, from the rules in force; none without rules."""
    rules = public.rules_in_force()
    return rules["kinds"][0]["stages"] if rules and rules["kinds"] else []


@read_once
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


@read_once
def latest_news(many):
    return list(news(limit=many))


@read_once
def sessions(many):
    """Next sessions of the committee, as the public knows them."""
    return list(public.upcoming_sessions()[:many])


def coming(many):
    """Next events: [{on, title, url}]."""
    return [
        {"on": event["starts_at"], "title": event["title"], "url": event["url"]}
        for event in reading.events(many)
    ]
