"""Base class of pages in a section: breadcrumb, sibling tabs, HTTP cache dependencies."""

from home.frame import reading as frame
from home.pages.base import WrittenPage
from home.site_map import tree
from portal.cache import pages


class SitePage(WrittenPage):
    """`filters` are the query parameters that this page type reads; others bypass the cache."""

    filters = ()

    class Meta:
        abstract = True

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        pages.register_filters(*cls.filters)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "tabs": self.tabs(),
            "trail": self.trail(),
        }

    def tabs(self):
        """Those of the section on the pages that they name; none below: a breadcrumb leads back."""
        tabs = frame.tabs(self.address)
        return tabs if any(tab["url"] == self.address for tab in tabs) else []

    @property
    def address(self):
        """Path of the page from its own row: no query for the site."""
        return tree.address(self.url_path)

    def trail(self):
        """Breadcrumb: [(label, address)] from the home to here."""
        return [("Accueil", "/"), *tree.above(self.path), (self.title, "")]

    def serve(self, request, *args, **kwargs):
        pages.cache_page(request, *self.filters)
        return super().serve(request, *args, **kwargs)
