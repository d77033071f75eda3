"""The pages among the parts of a space: its tab, what is pinned on its home, the first step that reads it."""

from django.db.models import Exists, OuterRef

from community.pages.models import PageRead, PageVersion, SpacePage
from community.spaces import tabs
from community.spaces.home import add_block
from community.spaces.life import add_writings
from community.spaces.welcome import Step, add_step

FEW = 6


def pinned(user, space):
    """The first pinned pages, each saying whether this person has read it: once a page."""
    return space.read_once.get(("pinned", user.pk), lambda: _pinned(user, space))


def _pinned(user, space):
    rows = SpacePage.objects.filter(space=space, state="published", is_pinned=True)
    mine = PageRead.objects.filter(page=OuterRef("pk"), person=user.pk)
    return list(rows.annotate(is_read=Exists(mine)).select_related("space")[:FEW])


def block(user, space):
    rows = pinned(user, space)
    return ("community/pages/pinned.html", {"rows": rows}) if rows else None


def step(user, space):
    """The first pinned page, until the person says that they have read it."""
    first = next(iter(pinned(user, space)), None)
    if first is None:
        return None
    return Step(f"Lire «\u00a0{first.name}\u00a0»", first.is_read, first.get_absolute_url())


def published(space):
    return PageVersion.objects.filter(page__space=space)


tabs.add(tabs.Tab("Pages", "community:pages", order=40))
add_block(block, order=20)
add_step(step, order=40)
add_writings(published, "published_at")
