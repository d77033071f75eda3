"""App configuration of the public site: imports the modules that register themselves."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps
from django.utils.module_loading import import_string

SHOWN = ("wagtailcore", "wagtailimages", "wagtaildocs", "wagtailredirects", "contenttypes")
# Renditions made by a page view, campaign plans: no cached page shows them.
SHOWN_NOWHERE = {
    *("PortalRendition", "EditorialEntry"),
    *("EventMaterial", "EventOpinion"),
    *("Campaign", "CampaignResult", "CampaignSupport", "CampaignTask"),
    *("LetterCopy", "Subscription", "Alert", "AlertMail"),
    "PageFinding",
    "PageSubscription",  # an editor who opens a page
    # Written every twenty seconds: the pages that are kept would leave each time.
    *("PageViews", "ViewedPage"),
}
PARTS = (
    "navigation",
    "organism_parts",
    "commissioning",
    "gatherings.scenario",
    "registrations.actions",
    "registrations.actions",
    "registrations.retention",
    "registrations.calendar",
    "gatherings.actions",
    "gatherings.jobs",
    "gatherings.dictionary",
    "page_views.writing",
    "page_views.jobs",
    "page_views.scenario",
    "page_views.dictionary",
    "frame.signals",
    "upkeep.jobs",
    "search.entries",
    "search.registry",
    "search.search_sources",
    "review.jobs",
    "review.worklist",
)
TOPICS = ("alerts", "campaigns", "letter")


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Pages publiques"

    def ready(self):
        """Tables watched by the page cache, navigation, worker jobs, signals."""
        for part in PARTS:
            import_module(f"home.{part}")
        for topic in TOPICS:
            for part in ("workflow", "notices", "worklist", "navigation", "retention", "actions"):
                if find_spec(f"home.{topic}.{part}"):
                    import_module(f"home.{topic}.{part}")
        import_module("home.review.signals").replace_wagtail_mails()
        import_module("home.cms.words").install_translations()
        versions = import_module("portal.cache.versions")  # it knows a model, hence not before
        for label in (self.label, *SHOWN):
            models = apps.get_app_config(label).get_models()
            versions.watch(*(m for m in models if m.__name__ not in SHOWN_NOWHERE))
        import_string("home.uploads.pictures.follow")()  # knows the image model, hence not before
