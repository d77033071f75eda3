"""Context processor of every page: bars, demonstration banner, person."""

from functools import partial
from urllib.parse import quote

from django.conf import settings
from django.utils.crypto import salted_hmac

from portal.core import clock
from portal.ui import theme, words
from portal.web import navigation, why_seen
from portal.web.middleware import PRIVATE
from portal.web.submissions.once import new_key


def owner(person):
    """A mark of the person that tells nothing of them: a draft is shown to who typed it alone."""
    return salted_hmac("portal.web.drafts", str(person.pk), algorithm="sha256").hexdigest()[:16]


def layout(request):
    """Lazy where it costs a query: a cached public page reads none of it."""
    signed_in = request.user.is_authenticated if hasattr(request, "user") else False
    in_space = signed_in and request.path.startswith(("/espace/", "/compte/", "/composants/"))
    links = navigation.links(navigation.SPACE, request) if in_space else []
    space_nav, space_more = navigation.folded(links)
    return {
        "is_demo": settings.IS_DEMO,
        "provisional": words.provisional(),
        "is_rehearsal": settings.IS_REHEARSAL,
        "demo_doors": settings.DEMO_DOORS,
        "nav": navigation.links(navigation.PUBLIC, request) if hasattr(request, "user") else [],
        "space_nav": space_nav,
        "space_more": space_more,
        "person": request.user if signed_in else None,
        "draft_owner": owner(request.user) if in_space else "",
        "today": clock.today(),
        "site_theme": theme.look_of(request),
        "canonical": canonical(request),
        "site_address": settings.PORTAL_ADDRESS,
        "why_seen": partial(why_seen.address_of, getattr(request, "user", None)),
        "once": new_key,  # a new one wherever a template writes it
    }


def canonical(request):
    """The one address of a public page: no filter, but the page of a list; nothing for the spaces."""
    if request.path.startswith(PRIVATE):
        return ""
    page = request.GET.get("page", "")
    is_further = page.isdecimal() and len(page) < 5 and page not in ("0", "1")
    more = f"?page={page}" if is_further else ""
    return settings.PORTAL_ADDRESS + quote(request.path) + more
