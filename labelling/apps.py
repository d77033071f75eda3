"""App configuration of the label: imports what its topics register."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from django.apps import AppConfig

TOPICS = {
    "parties": ("organisms", "bodies", "framework", "accreditation"),
    "path": ("dossiers", "stock", "plan", "assessment", "audits", "consultations", "team_surveys"),
    "title": ("labels", "hearings", "brand", "licences", "kit", "proofs"),
    "committee": (
        "agenda",
        "attendance",
        "minutes",
        "seats",
        "sessions",
        "votes",
        "corrections",
        "governance",
        "complaints",
        "mergers",
        "support",
        "evaluations",
        "rule_trials",
    ),
    "steering": (
        "timeline",
        "follow_up",
        "satisfaction",
        "figures",
        "monitoring",
        "history_import",
        "yearly_report",
        "process_map",
        "performance",
        "act_ledger",
        "cockpit",
    ),
}
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
        for package in packages():
            for part in PARTS:
                if find_spec(f"{package}.{part}"):
                    import_module(f"{package}.{part}")


def packages():
    """Names of the groups, their topics in order, and the packages within a topic, which may register too."""
    for group, topics in TOPICS.items():
        yield f"labelling.{group}"
        for topic in topics:
            name = f"labelling.{group}.{topic}"
            yield name
            within = iter_modules(import_module(name).__path__, f"{name}.")
            yield from (one.name for one in within if one.ispkg)
