"""The pages for the CMS's own explorer: read there, never written."""

from wagtail.admin.api.views import PagesAdminAPIViewSet


class PagesToRead(PagesAdminAPIViewSet):
    """Without acts: each has its form, which looks at the page first."""

    actions = {}
