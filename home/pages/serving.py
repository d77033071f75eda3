"""Page lookup by path in two queries; Wagtail serves the page.

Wagtail walks down the tree from the site's root, a query or two a step. The table of pages holds each page's full
path: one query on it gives the page and whether a view restriction closes it.
"""

from django.apps import apps
from django.db.models import Case, CharField, Q, Subquery, Value, When
from django.db.models.functions import Concat
from django.http.request import split_domain_port
from wagtail import views
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from home.site_map.tree import ABOVE, SHOWN_ELSEWHERE, closed


def serve(request, path):
    """Wagtail's view with the page already found; Wagtail routes whatever is not found here."""
    host, _ = split_domain_port(request.get_host())
    model, key, is_open = placed(host, request.get_port(), path)
    page = model and model.objects.filter(pk=key, live=True).first()
    if page:
        page.is_open = is_open
        request._wagtail_route_for_request = RouteResult(page)
    return views.serve(request, path)


def placed(host, port, path):
    """(model, key, whether public) of the live page at this address; Nones when there is none.

    A restriction on a page that is shown elsewhere too is left to `get_view_restrictions`.
    """
    address = Concat(Subquery(_roots(host, port)), Value(path), output_field=CharField())
    rows = Page.objects.filter(url_path=address, live=True).order_by()
    rows = rows.filter(slug=path.split("/")[-2]) if path else rows  # it has an index
    kind = ("content_type__app_label", "content_type__model")
    is_closed = closed(ABOVE | SHOWN_ELSEWHERE)
    for app, name, key, shut in rows.values_list(*kind, "pk", is_closed)[:1]:
        return apps.get_model(app, name), key, not shut
    return None, None, False


def _roots(host, port):
    """Path of the home in the tree: of the site of this host and port, of this host, else of the default site."""
    nearest = Case(When(hostname=host, port=port, then=0), When(hostname=host, then=1), default=2)
    sites = Site.objects.filter(Q(hostname=host) | Q(is_default_site=True)).order_by(nearest)
    return sites.values("root_page__url_path")[:1]
