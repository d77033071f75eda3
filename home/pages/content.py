"""Page types of plain text: contact, personal data, cookies, site map."""

from django.db import models
from wagtail.admin.panels import FieldPanel

from home.pages.base import WrittenPage
from home.site_map import tree


class ContentPage(WrittenPage):
    """A page of text: personal data, contact, site map."""

    lists_pages = models.BooleanField("affiche le plan du site", default=False)

    page_description = "Un texte libre, avec ses blocs."
    content_panels = WrittenPage.panels_with(FieldPanel("lists_pages"))
    template = "home/content_page.html"

    class Meta:
        verbose_name = "page de texte"

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        if self.lists_pages:
            context["sections"] = tree.by_section(tree.tree())
        return context
