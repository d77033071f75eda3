"""A page of a section: its trail, the tabs of its neighbours, what its answer depends on."""

from home import sections
from home.pages.base import WrittenPage
from portal import page_cache


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
        """The path of the page: « /le-label/ »; without the site's table, asked of the page itself."""
        return "/" + "/".join(self.url_path.split("/")[2:])

    def trail(self):
        """[(label, address)] from the home to here."""
        above = [(page.title, page.specific_deferred) for page in self._above()]
        return [("Accueil", "/"), *((title, page.url) for title, page in above), (self.title, "")]

    def _above(self):
        """The pages between the home and this one: none for most, hence no query."""
        return self.get_ancestors().filter(depth__gt=2) if self.depth > 3 else ()

    def serve(self, request, *args, **kwargs):
        page_cache.keep(request, *self.filters)
        return super().serve(request, *args, **kwargs)
