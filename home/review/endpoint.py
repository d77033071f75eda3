"""Read-only API of pages for the CMS's own explorer."""

from wagtail.admin.api.views import PagesAdminAPIViewSet


class PagesToRead(PagesAdminAPIViewSet):
    """Without actions: each has its form, which checks the page first."""

    actions = {}
