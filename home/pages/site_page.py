"""A page of a section: its trail, the tabs of its neighbours, what its answer depends on."""

from home import sections
from home.pages.base import WrittenPage
from home.site_map import tree
from portal.cache import pages


class SitePage(WrittenPage):
    """`filters` are the words of the address that this kind of page reads; others keep it out of the cache."""

    filters = ()

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "tabs": sections.tabs(self.address),
            "trail": self.trail(),
        }

    @property
    def address(self):
        """The path of the page, asked of the page itself: no query for the site."""
        return tree.address(self.url_path)

    def trail(self):
        """[(label, address)] from the home to here."""
        return [("Accueil", "/"), *tree.above(self.path), (self.title, "")]

    def serve(self, request, *args, **kwargs):
        pages.cache_page(request, *self.filters)
        return super().serve(request, *args, **kwargs)
