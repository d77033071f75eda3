"""What every written page shares: a lead, a text, and a last look before it is published."""

from django.db import models
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from home import kept
from home.blocks import BODY, Body
from home.pages.openness import OneReading


class CheckedForm(WagtailAdminPageForm):
    """A draft is saved as it is; what is published or submitted for approval is looked at first."""

    def _post_clean(self):
        super()._post_clean()
        if self.is_deferred_validation:
            return
        for name, sentence in self.instance.problems():
            self.add_error(name if name in self.fields else None, sentence)


class WrittenPage(OneReading, Page):
    """A lead and a text; `problems()` says what keeps the page from being published."""

    intro = models.TextField("chapeau", blank=True)
    body = StreamField(Body(BODY), verbose_name="contenu", blank=True)

    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]
    base_form_class = CheckedForm
    content_panels = (*Page.content_panels, FieldPanel("intro"), FieldPanel("body"))

    class Meta:
        abstract = True

    def problems(self):
        """[(field or None, sentence)]: what to mend before publishing."""
        return kept.problems(self)
