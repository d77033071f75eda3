"""App configuration of the observatory: imports the modules that register themselves."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig

TOPICS = ("collections", "reuse", "questions", "territory", "peers", "spotlight", "trophies")
OTHERS = (
    "practices.invitations.workflow",
    "practices.invitations.worklist",
    "search.full_text",
    "search.signals",
    "alerts.jobs",
    "index_sync.jobs",
    "page_views.writing",
    "calls.notices",
    "figures.dictionary",
    "practices.importing",
    "practices.pieces.pictures",
)
PARTS = (
    "practices.rules",
    "practices.workflow",
    "practices.worklist",
    "scenario",
    "navigation",
    "calendar",
    "search_sources",
    "organism_parts",
)


class ObservatoryConfig(AppConfig):
    name = "observatory"
    verbose_name = "Observatoire des bonnes pratiques"

    def ready(self):
        """Import what registers itself: rules (visibilities), workflow, scenario acts, lists."""
        for part in (*PARTS, *OTHERS):
            if find_spec(f"observatory.{part}"):
                import_module(f"observatory.{part}")
        for topic in TOPICS:
            for part in ("rules", "workflow", "scenario", "worklist", "panels", "navigation"):
                if find_spec(f"observatory.{topic}.{part}"):
                    import_module(f"observatory.{topic}.{part}")
