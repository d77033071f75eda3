"""Editor panels: what prevents this draft from being published, and the state of its facts."""

from wagtail.admin.panels import Panel

from home import checks
from home.review import guards, models


class BeforePublishing(Panel):
    """Read-only: a draft may be saved with all its problems."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/review/panel.html"

        def get_context_data(self, parent_context=None):
            """A page that is being created has its findings from its first autosave on."""
            told = findings(self.instance) if self.instance.pk else {}
            return super().get_context_data(parent_context) | told


def findings(page):
    """What the panel says of the version that is saved."""
    lines = models.EditorialEntry.objects.filter(page_id=page.pk).select_related("by")
    return {
        "sentences": [sentence for _field, sentence in guards.written(page)],
        "warnings": [sentence for _field, sentence in checks.warnings(page)],
        "holds_facts": page.holds_facts,
        "is_read": page.holds_facts and not _waits(page),
        "entries": lines[:5],
    }


def _waits(page):
    return guards.needs_reading(page, page.serializable_data())
