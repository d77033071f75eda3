"""Links of texts: pages and documents come from what the page has gathered."""

from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text.pages import PageLinkHandler

from home.blocks.gathering import gathered


class Gathering:
    """Outside of a page being drawn, the database is asked as usual."""

    @classmethod
    def get_many(cls, attrs_list):
        found = gathered(cls.get_model())
        if found is None:
            return super().get_many(attrs_list)
        return [found.get(int(attrs.get("id") or 0)) for attrs in attrs_list]


class PageLinks(Gathering, PageLinkHandler):
    """`<a linktype="page">`."""


class DocumentLinks(Gathering, DocumentLinkHandler):
    """`<a linktype="document">`."""
