"""Registration of the site's demonstration content: pages, news, events and letters."""

from urllib.parse import urlsplit

from django.conf import settings

from home.site.loading import ensure_site
from portal.demonstration.registry import first


@first("site", "Site public", order=20)
def make_site():
    address = urlsplit(settings.PORTAL_ADDRESS)
    ensure_site(address.hostname, address.port or 443)
