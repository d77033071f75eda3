"""App configuration of the kernel: its checks, and what is set up once all apps are loaded."""

from importlib import import_module

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate

MAIL_DESK = (
    "mail_desk.mails",
    "mail_desk.bounces",
    "mail_desk.actions",
    "mail_desk.worklist",
    "mail_desk.tabs",
    "mail_desk.retention",
)
ASSIGNMENTS = (
    "assignments.navigation",
    "assignments.notices",
    "assignments.retention",
    "assignments.worklist",
)
ACCOUNT_DESK = (
    "account_desk.invitations",
    "account_desk.workflow",
    "account_desk.worklist",
    "account_desk.calendar",
    "account_desk.navigation",
    "account_desk.retention",
    "account_desk.commissioning",
    "backup.commissioning",
    "documents.pdf.commissioning",
    "retention.commissioning",
)
RETENTION = ("retention.versions.workflow", "retention.versions.worklist")
EXPORTS = ("exports.jobs", "exports.retention")
PRIVATE_APPS = ("portal", "labelling", "community")


class PortalConfig(AppConfig):
    name = "portal"
    label = "portal"
    verbose_name = "Portail"

    def ready(self):
        for name in (
            "ops.probes",
            "ops.task_log",
            "scenario.actions",
            "checks",
            "schema.versions",
            "workflow.checks",
            *ASSIGNMENTS,
            *ACCOUNT_DESK,
            "documents.jobs",
            "backup.health",
            "page_views.jobs",
            "retention.accounts",
            "retention.navigation",
            *RETENTION,
            *EXPORTS,
            "notifications.checks",
            "changes.retention",
            "search.filters",
            "search.search_sources",
            "workflow.triggers",
            "documents.triggers",
            "retention.triggers",
            "demonstration.jobs",
            *MAIL_DESK,
        ):
            import_module(f"portal.{name}")
        # Models are not ready above.
        from portal.access.roles import sync_roles  # noqa: PLC0415
        from portal.cache import versions  # noqa: PLC0415

        post_migrate.connect(sync_roles, sender=self)
        post_migrate.connect(versions.install, sender=self)
        self._keep_out_of_the_cms()

    def _keep_out_of_the_cms(self):
        """Wagtail's index of references is for pages: nothing confidential enters it, and the
        background queue is not filled by every save of a dossier."""
        for label in PRIVATE_APPS:
            if apps.is_installed(label):
                for model in apps.get_app_config(label).get_models():
                    model.wagtail_reference_index_ignore = True
