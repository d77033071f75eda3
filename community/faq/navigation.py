"""FAQ in a space: its tab and its block on the home, the latest questions and what the FAQ answers."""

from community.faq.models import FaqEntry
from community.spaces import tabs
from community.spaces.home import register_block
from community.threads.models import Thread

LATEST, ENTRIES = 4, 3


def block(user, space):
    """Latest questions and FAQ entries in one query: an entry is read with its thread."""
    asked = Thread.objects.visible_to(user).filter(space=space, is_hidden=False)
    entries = FaqEntry.objects.visible_to(user).filter(space=space, state="published")
    last = asked.order_by("-active_at", "-pk").values("pk")[:LATEST]
    kept = entries.order_by("-since_at", "-pk").values("thread")[:ENTRIES]
    parts = [Thread.objects.filter(pk__in=some).order_by().values("pk") for some in (last, kept)]
    rows = Thread.objects.filter(pk__in=parts[0].union(parts[1]))  # an OR would read them all
    rows = list(rows.select_related("space", "author", "faq__space").order_by("-active_at", "-pk"))
    found = [one.faq for one in rows if hasattr(one, "faq") and not one.faq.is_withdrawn]
    latest = [one for one in rows if not one.is_hidden][:LATEST]
    return (
        ("community/faq/block.html", {"latest": latest, "entries": found[:ENTRIES]})
        if rows
        else None
    )


tabs.register_tab(tabs.Tab("FAQ", "community:faq", order=30))
register_block(block, order=15)
