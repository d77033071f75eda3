"""FAQ in a space: its tab and its block on the home, the latest questions and what the FAQ answers."""

from django.db.models import Q

from community.faq.models import FaqEntry
from community.spaces import tabs
from community.spaces.blocks import register_block
from community.threads.models import Thread

LATEST, ENTRIES = 4, 3


def _latest(user, space):
    rows = Thread.objects.visible_to(user).filter(space=space, is_hidden=False)
    return rows.select_related("space", "author").order_by("-active_at", "-pk")


def _answered(user, space):
    """The entries published last, and those that the latest questions became."""
    rows = FaqEntry.objects.visible_to(user).filter(space=space, state="published")
    last = rows.order_by("-since_at", "-pk").values("pk")[:ENTRIES]
    became = _latest(user, space).values("pk")[:LATEST]
    found = rows.filter(Q(pk__in=last) | Q(thread__in=became)).select_related("space")
    return found.order_by("-thread__active_at", "-thread")


def block(user, space):
    found = {"latest": _latest(user, space)[:LATEST], "entries": _answered(user, space)[:ENTRIES]}
    return ("community/faq/block.html", found) if any(found.values()) else None


tabs.register_tab(tabs.Tab("FAQ", "community:faq", order=30))
register_block(block, order=15)
