"""The pages among the parts of a space: its tab, what is pinned on its home, the first step that reads it."""

from community.pages.models import PageRead, PageVersion, SpacePage
from community.spaces import figures, tabs
from community.spaces.home import add_block
from community.spaces.welcome import Step, add_step

FEW = 6


def pinned(space):
    rows = SpacePage.objects.filter(space=space, state="published", is_pinned=True)
    return rows.select_related("space")


def block(user, space):
    rows = list(pinned(space)[:FEW])
    return ("community/pages/pinned.html", {"rows": rows}) if rows else None


def step(user, space):
    """The first pinned page, until the person says that they have read it."""
    first = pinned(space).first()
    if first is None:
        return None
    done = PageRead.objects.filter(page=first, person=user.pk).exists()
    return Step(f"Lire «\u00a0{first.name}\u00a0»", done, first.get_absolute_url())


def published(space, since):
    rows = PageVersion.objects.filter(page__space=space, published_at__gte=since)
    return rows.values_list("published_at", flat=True)


tabs.add(tabs.Tab("Pages", "community:pages", order=40))
add_block(block, order=20)
add_step(step, order=40)
figures.add_writings(published)
