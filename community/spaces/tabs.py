"""Tabs of a space: registry, each with the rule that says who gets it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from community.spaces.members.panels import banners
from community.spaces.members.roles import place, places, with_stored
from community.spaces.models import Space
from portal.changes.actions import visit
from portal.web.pages import visible_or_404

TABS = []
HOME = "community:space"


@dataclass(frozen=True)
class Tab:
    label: str
    url_name: str  # takes the slug of the space
    visible: Callable = lambda user, space: True
    order: int = 100


def register_tab(*some):
    """Add tabs to the pages of a space, each in its order."""
    TABS.extend(some)
    TABS.sort(key=lambda tab: tab.order)


def find_space(request, slug):
    """The space of that slug with this person's place in it; 404 unless it is open to them today."""
    if request.user.is_active:
        for one in places(request.user).values():
            if one.space.slug == slug:
                return one.space
    rows = with_stored(Space.objects.all(), request.user.pk)
    return visible_or_404(Space, request.user, rows=rows, slug=slug)


def first(request, key):
    """The space of a key that this person may see, or None."""
    return Space.objects.visible_to(request.user).filter(pk=key).first()


def frame(request, space, current):
    """Context shared by every page of a space (`community/space.html`)."""
    if current == HOME:
        space.seen_before = visit(request, space)  # what the block of changes starts from
    mine = place(request.user, space)
    return {
        "space": space,
        "place": mine,
        "banners": banners(space, mine, request.get_full_path()),
        "tabs": [_row(tab, space, current) for tab in TABS if tab.visible(request.user, space)],
    }


def _row(tab, space, current):
    url = reverse(tab.url_name, args=[space.slug])
    return {"label": tab.label, "url": url, "is_current": tab.url_name == current}
