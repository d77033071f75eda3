"""Figures of events in the dictionary: those that took place."""

from datetime import datetime, time, timedelta

from home.pages.events import EventPage
from labelling.public import instructor
from portal.core import clock
from portal.figures import Case, Figure, register_figure


def _starts(day):
    return datetime.combine(day, time(), tzinfo=clock.PARIS)


def held(period):
    """Published ones that have begun."""
    rows = EventPage.objects.live().filter(
        starts_at__gte=_starts(period.start),
        starts_at__lt=min(_starts(period.end + timedelta(days=1)), clock.now()),
    )
    told = rows.order_by("starts_at", "pk").values_list("pk", "starts_at")
    return [Case(pk, None, at.astimezone(clock.PARIS).date()) for pk, at in told]


register_figure(
    Figure(
        "site.events",
        "Rendez-vous tenus",
        "Rendez-vous annoncés sur le site qui ont commencé.",
        "Pages de rendez-vous en ligne dont le début est dans la période et passé.",
        unit="rendez-vous",
        source="l’agenda du site",
        cases=held,
        model="home.eventpage",
        readers=instructor,
        seen=lambda _user, rows: rows.live(),
        page=lambda one: one.get_url() or "",
    )
)
