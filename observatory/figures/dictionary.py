"""Figures of practices in the dictionary: proposed, published, taken up elsewhere, read."""

from datetime import datetime, time, timedelta

from django.db.models import Min

from labelling.public import instructor
from observatory.page_views.models import PracticePageViews
from observatory.practices.models import GoodPractice
from observatory.reuse.models import PracticeReuse
from portal.core import clock
from portal.core.read_once import read_once
from portal.figures import Case, Figure, Measure, register_figure
from portal.workflow.audit_log import Entry

PROPOSED = GoodPractice.State.SUBMITTED
common = {"readers": instructor, "unit": "pratiques", "model": "observatory.goodpractice"}


def _starts(day):
    return datetime.combine(day, time(), tzinfo=clock.PARIS)


def proposed(period):
    """By its first deposit: one that is sent back and proposed again is the same."""
    rows = Entry.objects.filter(thing_type="observatory.goodpractice", target=PROPOSED)
    told = rows.filter(at__lt=_starts(period.end + timedelta(days=1))).order_by("-at", "-pk")
    first = {
        key: at.astimezone(clock.PARIS).date() for key, at in told.values_list("thing_id", "at")
    }
    days = {key: day for key, day in first.items() if day >= period.start}
    owners = GoodPractice.objects.filter(pk__in=days).order_by("pk")
    return [
        Case(key, organism, days[key]) for key, organism in owners.values_list("pk", "organism")
    ]


def published(period):
    rows = GoodPractice.objects.filter(published_on__range=(period.start, period.end))
    rows = rows.exclude(state=GoodPractice.State.MERGED).order_by("published_on", "pk")
    return [Case(*one) for one in rows.values_list("pk", "organism", "published_on")]


def reused(period):
    rows = PracticeReuse.objects.filter(accepted_on__range=(period.start, period.end))
    rows = rows.filter(state=PracticeReuse.State.ACCEPTED).order_by("accepted_on", "pk")
    return [Case(*one) for one in rows.values_list("pk", "organism", "accepted_on")]


@read_once
def read_since():
    """The first day on which a practice was read, or None."""
    return PracticePageViews.objects.aggregate(first=Min("day"))["first"]


def read(period):
    rows = PracticePageViews.objects.filter(day__range=(period.start, period.end))
    told = rows.order_by("day", "pk").values_list("pk", "practice__organism", "day", "count")
    return [Case(*one) for one in told]


register_figure(
    Figure(
        "practices.proposed",
        "Pratiques proposées",
        "Bonnes pratiques qu’un organisme a proposées à la relecture.",
        "Pratiques dont la première proposition est écrite au journal pendant la période.",
        source="le journal",
        cases=proposed,
        **common,
    )
)
register_figure(
    Figure(
        "practices.published",
        "Pratiques publiées",
        "Bonnes pratiques publiées à l’observatoire.",
        "Pratiques dont la publication est datée de la période, fiches versées dans une autre exclues.",
        source="les dates des pratiques",
        cases=published,
        **common,
    )
)
register_figure(
    Figure(
        "practices.reused",
        "Reprises retenues",
        "Pratiques qu’un autre organisme a reprises, avec son résultat.",
        "Reprises retenues par la relecture pendant la période.",
        source="les reprises déclarées",
        cases=reused,
        related=("practice", "organism"),
        **common | {"unit": "reprises", "model": "observatory.practicereuse"},
    )
)
register_figure(
    Figure(
        "practices.read",
        "Lectures des pratiques",
        "Lectures des pages de pratiques, sans cookie ni adresse.",
        "Somme des lectures comptées chaque jour de la période. Une période qui commence avant le premier jour compté "
        "n’est pas dite.",
        source="le compteur des pages de pratiques",
        cases=read,
        measure=Measure.SUM,
        related=("practice",),
        since=read_since,
        **common | {"unit": "lectures", "model": "observatory.practicepageviews"},
    )
)
