"""FAQ in a space: its tab and its block on the home, the latest questions and what the FAQ answers."""

from django.db.models import Q

from community.faq.models import FaqEntry
from community.spaces import tabs
from community.spaces.home import listed, register_block, register_rows
from community.threads.models import Thread
from portal.core.union import at_most

LATEST, ENTRIES = 4, 3


def _latest(user, key):
    rows = Thread.objects.visible_to(user).filter(space=key, is_hidden=False)
    return rows.order_by("-active_at", "-pk")


@register_rows(
    "title", "reference", "state", "is_hidden", "answers_count", "created_at", "active_at",
    "author__first_name", "author__last_name",
)  # fmt: skip
def questions(user, key):
    return at_most(_latest(user, key), LATEST)


@register_rows("title", "reference", "thread__active_at")
def answered(user, key):
    """The entries published last, and those that the latest questions became."""
    rows = FaqEntry.objects.visible_to(user).filter(space=key, state="published").order_by()
    last = rows.order_by("-since_at", "-pk").values("pk")[:ENTRIES]
    became = _latest(user, key).values("pk")[:LATEST]
    return rows.filter(Q(pk__in=last) | Q(thread__in=became))


def block(user, space):
    latest = sorted(listed(questions, user, space), key=_asked, reverse=True)
    entries = listed(answered, user, space)
    entries.sort(key=lambda one: _asked(one.thread), reverse=True)
    found = {"latest": latest, "entries": entries[:ENTRIES]}
    return ("community/faq/block.html", found) if any(found.values()) else None


def _asked(thread):
    return thread.active_at, thread.pk


tabs.register_tab(tabs.Tab("FAQ", "community:faq", order=30))
register_block(block, order=15)
