"""Starts the kernel: its checks, and the tables of the apps once all are loaded."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PortalConfig(AppConfig):
    name = "portal"
    label = "portal"
    verbose_name = "Portail"

    def ready(self):
        for name in ("checks", "workflow_checks"):
            if find_spec(f"portal.{name}"):
                import_module(f"portal.{name}")
        from portal.roles import sync_roles  # noqa: PLC0415 -- models are not ready above

        post_migrate.connect(sync_roles, sender=self)
