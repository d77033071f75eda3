"""Pages in a space: its tab, pinned pages on the home, the first step of a new member, reading one."""

from django.db.models import Exists, OuterRef

from community.pages.models import PageRead, PageVersion, SpacePage
from community.spaces import tabs
from community.spaces.blocks import register_block
from community.spaces.figures import register_writings
from community.spaces.members.steps import Step, register_step

FEW = 6


def pinned(user, space):
    """The first pinned pages with `is_read` for this person."""
    rows = SpacePage.objects.filter(space=space, state="published", is_pinned=True)
    mine = PageRead.objects.filter(page=OuterRef("pk"), person=user)
    rows = rows.select_related("space").annotate(is_read=Exists(mine))
    return list(rows.order_by("rank", "title__french", "pk")[:FEW])


def block(user, space):
    rows = pinned(user, space)
    return ("community/pages/pinned.html", {"rows": rows}) if rows else None


def step(user, space):
    """First step of a new member: the first pinned page, until they acknowledge it."""
    first = next(iter(pinned(user, space)), None)
    if first is None:
        return None
    return Step(f"Lire «\u00a0{first.name}\u00a0»", first.is_read, first.get_absolute_url())


def published(space):
    return PageVersion.objects.filter(page__space=space)


tabs.register_tab(tabs.Tab("Pages", "community:pages", order=40))
register_block(block, order=20)
register_step(step, order=40)
register_writings(published, "published_at")
