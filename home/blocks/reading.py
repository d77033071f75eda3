"""Data sources of blocks: registers of the label, practices, events; looked up when called."""

from collections import Counter
from datetime import datetime, time
from functools import cached_property, lru_cache

from django.apps import apps
from django.urls import reverse
from django.utils.module_loading import import_string

from home.site_map.tree import address
from labelling import public
from portal.core import clock
from portal.core.read_once import read_once
from portal.ui.tile_map import PLACES

FAR = 300  # events to come that are looked at


def families():
    return public.families()


def regions():
    return [(code, name) for code, name in public.regions()]


def departements():
    return [(code, f"{code} {name}") for code, name, _region in public.departements()]


def themes():
    """The themes of the evaluation framework in force."""
    return public.themes()


def event_kinds():
    """Kinds of events; none without the calendar."""
    model = _model("home", "EventPage")
    return model._meta.get_field("kind").choices or [] if model else []


def events(limit):
    """[{title, url, kind, starts_at, ends_at, where}] to come, the nearest first; none before the calendar exists.

    Where an event that is not for everybody takes place is for those it is open to: here, who they are.
    """
    now = clock.now()
    return [row for row in _of_the_day() if row["ends_at"] >= now][:limit]


@read_once
def _of_the_day():
    """Events not over at the start of the day; the hour is compared at each query, outside the cache."""
    model = _model("home", "EventPage")
    if model is None:
        return []
    fields = ("title", "url_path", "kind", "starts_at", "ends_at", "audience", "place")
    audiences = dict(model.Audience.choices)
    midnight = clock.aware(datetime.combine(clock.today(), time.min))
    return [
        {
            "title": title,
            "url": address(url_path),
            "kind": kind,
            "starts_at": starts_at,
            "ends_at": ends_at,
            "where": place if audience == "public" else audiences[audience],
        }
        for title, url_path, kind, starts_at, ends_at, audience, place in model.upcoming(
            since=midnight, limit=FAR
        ).values_list(*fields)
    ]


@read_once
def practices(theme="", limit=6):
    """[{title, summary, url, key, practice}], latest first; none without the observatory."""
    try:
        published = import_string("observatory.public.published_practices")
    except ImportError:
        return []
    return [
        {
            "title": row.title,
            "summary": row.summary,
            "url": row.get_public_url(),
            "key": row.slug,
            "practice": row,
        }
        for row in published(theme=theme or None, limit=limit)
    ]


def practice_figures():
    """({code: {label, value}}, whether practices are invented); nothing without the observatory."""
    try:
        told = import_string("observatory.public.practice_figures")()
        is_invented = import_string("observatory.public.practices_are_invented")()
    except ImportError:
        return {}, False
    return {row["code"]: row for row in told}, is_invented


def _model(app, name):
    try:
        return apps.get_model(app, name)
    except LookupError:
        return None


class PageData:
    """Each register is queried at most once, when the first block needs it."""

    def __init__(self):
        self.practices = lru_cache(practices)  # once a theme

    def events(self, kind, limit):
        """The next events of this kind, or of all."""
        return [row for row in self.agenda if kind in ("", row["kind"])][:limit]

    @cached_property
    def agenda(self):
        return events(FAR)

    @cached_property
    def rows(self):
        """Organisms labelled today, by name."""
        return public.labelled_rows()

    @cached_property
    def figures(self):
        return public.figures(rows=self.rows)

    @cached_property
    def practice_figures(self):
        return practice_figures()

    @cached_property
    def plan(self):
        """Stages in force, for `{% steps %}`."""
        return [{"label": one.label, "note": _note(one)} for one in public.stage_plan()]

    @cached_property
    def by_region(self):
        """[{code, label, count, url}] of every region on the map, and of any other that has a count."""
        counts = Counter(row["region"] for row in self.rows)
        address = reverse("labelling:directory")
        return [
            {"code": code, "label": name, "count": counts[code], "url": f"{address}?region={code}"}
            for code, name in public.regions()
            if code in PLACES or counts[code]
        ]

    @cached_property
    def by_departement(self):
        counts = Counter(row["departement"] for row in self.rows)
        address = reverse("labelling:directory")
        return [
            {
                "code": code,
                "label": name,
                "count": counts[code],
                "url": f"{address}?departement={code}",
            }
            for code, name, region in public.departements()
            if region in PLACES or counts[code]
        ]


def organism_rows(rows):
    """Rows of organisms with their URL, and codes in words."""
    families, regions = dict(public.families()), dict(public.regions())
    return [
        row
        | {
            "url": reverse("labelling:directory_organism", args=[row["slug"]]),
            "family_name": families.get(row["family"], row["family"]),
            "region_name": regions.get(row["region"], row["region"]),
            "size": public.homes_range(row["homes"], 1),
        }
        for row in rows
    ]


def from_context(context):
    """The data of the page being drawn; new for a block drawn alone (a preview)."""
    return context.get("page_data") or PageData()


def _note(stage):
    return stage.hint or stage.window_shown
