"""Starts the public pages."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps
from django.utils.module_loading import import_string

from portal import generation

SHOWN = ("wagtailcore", "wagtailimages", "wagtaildocs", "wagtailredirects", "contenttypes")
# A reading makes one, a stranger writes one, a publication rewrites one: no kept page shows them.
SHOWN_NOWHERE = {"PortalRendition", "Registration", "SearchEntry"}
MADE_ON_DEMAND = {"PortalRendition"}  # a reading makes one: it changes no page
NOT_TOLD = {  # of no public page: a stranger who subscribes ends no kept page
    "Campaign",
    "CampaignResult",
    "CampaignSupport",
    "CampaignTask",
    "LetterCopy",
    "Subscription",
}
ROOMS = ("campaigns", "letter")


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Pages publiques"

    def ready(self):
        """Whatever the editors change ends the kept pages; the bar's entries, what follows."""
        for part in (
            "navigation",
            "registrations.booking",
            "registrations.following",
            "search.filling",
        ):
            import_module(f"home.{part}")
        """Whatever the editors change ends the kept pages; what has a date joins the clock."""
        import_module("home.review.schedule")
        import_module("home.review.signals").take_the_place()
        for label in (self.label, *SHOWN):
            models = apps.get_app_config(label).get_models()
            generation.watch(*(m for m in models if m.__name__ not in SHOWN_NOWHERE))
        import_string("home.pictures.follow")()  # knows the image model, hence not before
            left = MADE_ON_DEMAND | NOT_TOLD
            generation.watch(*(m for m in models if m.__name__ not in left))
        for room in ROOMS:
            for part in ("workflow", "notices", "worklist", "navigation", "acts"):
                if find_spec(f"home.{room}.{part}"):
                    import_module(f"home.{room}.{part}")
