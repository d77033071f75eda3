"""Per-page cache of what blocks read in the registers."""

from collections import Counter
from functools import cached_property, lru_cache

from django.urls import reverse

from home.blocks import sources
from labelling import public
from portal.ui.tile_map import PLACES


class PageData:
    """Each register is queried at most once, when the first block needs it."""

    def __init__(self):
        self.practices = lru_cache(sources.practices)  # once a theme

    def events(self, kind, limit):
        """The next events of this kind, or of all."""
        return [row for row in self.agenda if kind in ("", row["kind"])][:limit]

    @cached_property
    def agenda(self):
        return sources.events(sources.FAR)

    @cached_property
    def rows(self):
        """Organisms labelled today, by name."""
        return public.labelled_rows()

    @cached_property
    def figures(self):
        return public.figures(rows=self.rows)

    @cached_property
    def practice_figures(self):
        return sources.practice_figures()

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
