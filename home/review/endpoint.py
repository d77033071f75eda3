"""Read-only API of pages for the CMS's own explorer."""

from wagtail.admin.api.views import PagesAdminAPIViewSet


class PagesToRead(PagesAdminAPIViewSet):
    """Without acts: each has its form, which looks at the page first."""

    actions = {}
