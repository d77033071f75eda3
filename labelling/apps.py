"""App configuration of the label: imports what its topics register."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig

TOPICS = (
    "organisms",
    "framework",
    "accreditation",
    "dossiers",
    "stock",
    "plan",
    "assessment",
    "audits",
    "labels",
    "hearings",
    "brand",
    "licences",
    "kit",
    "proofs",
    "committee",
    "corrections",
    "governance",
    "complaints",
    "mergers",
    "support",
    "evaluations",
    "rule_trials",
    "timeline",
    "tracking_files",
    "follow_up",
    "satisfaction",
    "figures",
    "scheme",
    "tracking",
    "yearly_report",
    "process_map",
    "performance",
    "act_ledger",
    "cockpit",
)
PARTS = (
    "rules",
    "workflow",
    "scenario",
    "worklist",
    "navigation",
    "retention",
    "changes",
    "calendar",
    "search_sources",
    "triggers",
    "texts",
    "commissioning",
    "jobs",
    "answers",
    "dictionary",
)


class LabellingConfig(AppConfig):
    name = "labelling"
    verbose_name = "Labellisation"

    def ready(self):
        """Import what registers itself: rules (visibilities), workflow (table), acts, lists."""
        for topic in TOPICS:
            for part in PARTS:
                name = f"labelling.{topic}.{part}"
                if find_spec(name):
                    import_module(name)
