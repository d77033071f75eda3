"""Check of dead links in the letter, by routing within the site: no request goes outside."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from wagtail.models import Page, Site


def dead(urls):
    """Those of `urls` that lead to no page of this site; outside addresses are not checked."""
    return [url for url in urls if _is_ours(url) and not _leads(_path(url))]


def _is_ours(url):
    host = urlsplit(url).netloc
    return not host or host == urlsplit(settings.PORTAL_ADDRESS).netloc


def _path(url):
    return urlsplit(url).path or "/"


def _leads(path):
    try:
        match = resolve(path)
    except Resolver404:
        return False
    if match.url_name != "wagtail_serve":
        return True
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return False
    whole = f"{site.root_page.url_path.rstrip('/')}{path}"
    return Page.objects.live().filter(url_path=whole).exists()
