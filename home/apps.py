"""Starts the public pages."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps
from django.utils.module_loading import import_string

from portal.cache import versions

SHOWN = ("wagtailcore", "wagtailimages", "wagtaildocs", "wagtailredirects", "contenttypes")
# A reading makes one, a stranger writes one, the plan of the Dircom is nobody else's: no cached page shows them.
SHOWN_NOWHERE = {
    *("PortalRendition", "Registration", "SearchEntry", "EditorialEntry"),
    *("EventMaterial", "EventOpinion"),
    *("Campaign", "CampaignResult", "CampaignSupport", "CampaignTask"),
    *("LetterCopy", "Subscription"),
}
PARTS = (
    "navigation",
    "gatherings.registration_scenario",
    "registrations.booking",
    "registrations.waiting_list",
    "registrations.retention",
    "registrations.calendar",
    "gatherings.materials",
    "gatherings.reminders",
    "search.entries",
    "search.member_sources",
    "review.schedule",
    "review.worklist",
)
ROOMS = ("campaigns", "letter")


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Pages publiques"

    def ready(self):
        """Whatever the editors change ends the cached pages; the bars, the clock, what follows a save."""
        for part in PARTS:
            import_module(f"home.{part}")
        for room in ROOMS:
            for part in ("workflow", "notices", "worklist", "navigation", "retention"):
                if find_spec(f"home.{room}.{part}"):
                    import_module(f"home.{room}.{part}")
        import_module("home.review.signals").take_the_place()
        import_module("home.cms.words").speak()
        for label in (self.label, *SHOWN):
            models = apps.get_app_config(label).get_models()
            versions.watch(*(m for m in models if m.__name__ not in SHOWN_NOWHERE))
        import_string("home.pictures.follow")()  # knows the image model, hence not before
