"""Link handlers of rich text: pages and documents come from what was loaded for the page."""

from django.utils.html import format_html
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text.pages import PageLinkHandler

from home.blocks.loading import gathered
from home.site_map.tree import address


class Gathering:
    """Outside of a page being rendered, the database is queried as usual."""

    @classmethod
    def get_many(cls, attrs_list):
        found = gathered(cls.get_model())
        if found is None:
            return super().get_many(attrs_list)
        return [found.get(int(attrs.get("id") or 0)) for attrs in attrs_list]


class PageLinks(Gathering, PageLinkHandler):
    """`<a linktype="page">`, by the page's own path: Wagtail would query the site."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        return [
            format_html('<a href="{}">', address(page.url_path)) if page else "<a>"
            for page in cls.get_many(attrs_list)
        ]


class DocumentLinks(Gathering, DocumentLinkHandler):
    """`<a linktype="document">`, by the rows loaded for the page; one that is not public has no address."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        return [
            format_html('<a href="{}">', document.url)
            if document and document.is_downloadable
            else "<a>"
            for document in cls.get_many(attrs_list)
        ]
