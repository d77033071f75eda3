"""Starts the communities."""

from importlib import import_module

from django.apps import AppConfig


class CommunityConfig(AppConfig):
    name = "community"
    verbose_name = "Communautés"

    def ready(self):
        """Put the club in the bar."""
        import_module("community.navigation")
