"""App configuration of the communities: imports the modules that register themselves."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.urls import register_converter

from community.spaces.addresses import SpaceConverter

TOPICS = (
    "spaces",
    "pages",
    "documents",
    "people",
    "mentoring",
    "polls",
    "threads",
    "moderation",
    "replies",
    "faq",
    "questions",
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
    "jobs",
    "mails",
    "triggers",
    "dictionary",
)


class CommunityConfig(AppConfig):
    name = "community"
    verbose_name = "Communautés"

    def ready(self):
        """Import what registers itself: rules (visibilities), workflow, scenario acts, lists."""
        register_converter(SpaceConverter, "space")  # before the URLs of the topics, which use it
        for topic in TOPICS:
            for package in _packages(f"community.{topic}"):
                for part in PARTS:
                    if find_spec(f"{package}.{part}"):
                        import_module(f"{package}.{part}")
        import_module("community.scenario")
        seeds = import_module("community.spaces.seeds")
        post_migrate.connect(seeds.ensure_spaces, sender=self)


def _packages(topic):
    """A topic and the packages within, which may register too."""
    within = iter_modules(import_module(topic).__path__, f"{topic}.")
    return [topic, *(one.name for one in within if one.ispkg)]
