"""Starts the observatory."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class ObservatoryConfig(AppConfig):
    name = "observatory"
    verbose_name = "Observatoire des bonnes pratiques"

    def ready(self):
        """Import what registers itself: rules (sights), workflow (table), acts, lists."""
        for part in (
            "rules", "workflow", "acts", "worklist", "navigation", "search.following", "indexing.starting",
        ):  # fmt: skip
            if find_spec(f"observatory.{part}"):
                import_module(f"observatory.{part}")
