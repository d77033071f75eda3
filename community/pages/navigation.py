"""Pages in a space: its tab, pinned pages on the home, the first step of a new member, reading one."""

from django.db.models import Exists, OuterRef

from community.pages.models import PageRead, PageVersion, SpacePage
from community.spaces import tabs
from community.spaces.home import listed, register_block, register_rows
from community.spaces.life import register_writings
from community.spaces.welcome import Step, register_step
from portal.core.union import at_most

FEW = 6


def pinned(user, space):
    """The first pinned pages with `is_read` for this person."""
    return sorted(listed(of_home, user, space), key=lambda one: (one.rank, one.title, one.pk))


@register_rows("title", "public_title", "slug", "rank", "is_read")
def of_home(user, key):
    rows = SpacePage.objects.filter(space=key, state="published", is_pinned=True)
    mine = PageRead.objects.filter(page=OuterRef("pk"), person=user.pk)
    return at_most(rows.annotate(is_read=Exists(mine)).order_by("rank", "title__french", "pk"), FEW)


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
