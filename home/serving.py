"""A written page found by its address in two readings, which are remembered; Wagtail serves it.

Wagtail walks down the tree from the site's root, a query or two a step. The table of pages holds
every page's whole address: it is asked once, and whether a restriction closes the page with it.
"""

from django.apps import apps
from django.http.request import split_domain_port
from wagtail import views
from wagtail.models import Page, Site
from wagtail.models.sites import get_site_for_hostname
from wagtail.url_routing import RouteResult

from home.pages.openness import ABOVE, SHOWN_ELSEWHERE, closed
from portal.memory import remembered


def serve(request, path):
    """Wagtail's view, told which page it is; what is not found here, Wagtail looks for itself."""
    host, _ = split_domain_port(request.get_host())
    model, key, is_open = placed(host, request.get_port(), path)
    page = model and model.objects.filter(pk=key, live=True).first()
    if page:
        page.is_open = is_open
        request._wagtail_route_for_request = RouteResult(page)
    return views.serve(request, path)


@remembered
def placed(host, port, path):
    """(model, key, is open to all) of the live page at this address; Nones where there is none.

    A restriction on a page that is shown elsewhere too is left to `get_view_restrictions`.
    """
    rows = Page.objects.filter(url_path=f"{_root(host, port)}{path}", live=True).order_by()
    is_closed = closed(ABOVE | SHOWN_ELSEWHERE)
    kind = ("content_type__app_label", "content_type__model")
    for app, name, key, shut in rows.values_list(*kind, "pk", is_closed)[:1]:
        return apps.get_model(app, name), key, not shut
    return None, None, False


@remembered
def _root(host, port):
    """The address of the home in the tree; "" where no site answers."""
    try:
        return get_site_for_hostname(host, port).root_page.url_path
    except Site.DoesNotExist:
        return ""
