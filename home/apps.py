"""Starts the public pages."""

from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.module_loading import import_string

from portal import generation

SHOWN = ("wagtailcore", "wagtailimages", "wagtaildocs", "wagtailredirects")
MADE_ON_DEMAND = {"PortalRendition"}  # a reading makes one: it changes no page


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Pages publiques"

    def ready(self):
        """Whatever the editors change ends the kept pages; what has a date joins the clock."""
        import_module("home.review.schedule")
        import_module("home.review.signals").take_the_place()
        for label in (self.label, *SHOWN):
            models = apps.get_app_config(label).get_models()
            generation.watch(*(m for m in models if m.__name__ not in MADE_ON_DEMAND))
        import_string("home.pictures.follow")()  # knows the image model, hence not before
