"""Search index of threads: stemmed roots, which find similar questions and answers."""

from django.db.models import Count

from community.threads.models import Thread, ThreadWord
from portal.search import french

LONGEST = 40
MOST = 400  # roots of one thread
NEAR = 5  # near questions shown
ASKED = 8  # roots of a question that are looked for: the first ones


def roots_of(text):
    return [root[:LONGEST] for root in french.roots(text)]


def add(thread, message):
    """Index the new words of a message; those of the title are marked."""
    rows = {}
    if message.is_question:
        rows = dict.fromkeys(roots_of(thread.title), True)
    for root in roots_of(message.source)[:MOST]:
        rows.setdefault(root, False)
    ThreadWord.objects.bulk_create(
        [
            ThreadWord(thread=thread, space_id=thread.space_id, root=root, is_title=is_title)
            for root, is_title in rows.items()
        ],
        ignore_conflicts=True,
    )


def rebuild(thread):
    """Index again after an edit or a moderation: visible words only."""
    thread.words.all().delete()
    for message in thread.messages.filter(state="shown").order_by("number"):
        add(thread, message)


def near(space, title, user, *, without=None):
    """Questions of a space that share the most words with a title, among those that `user` sees."""
    asked = roots_of(title)[:ASKED]
    if not asked:
        return []
    rows = ThreadWord.objects.filter(space=space, root__in=asked, is_title=True)
    rows = rows.values("thread").annotate(shared=Count("pk")).order_by("-shared", "-thread")
    enough = max(1, (len(asked) + 1) // 2)
    found = {one["thread"]: one["shared"] for one in rows.filter(shared__gte=enough)[: NEAR + 1]}
    threads = Thread.objects.visible_to(user).filter(pk__in=found, is_hidden=False)
    kept = [one for one in threads.select_related("space") if one.pk != without]
    return sorted(kept, key=lambda one: (-found[one.pk], -one.pk))[:NEAR]


def matching(threads, space, text):
    """Those of `threads` that hold every word of `text`; None when it has no significant word."""
    asked = roots_of(text)[:ASKED]
    for root in asked:
        rows = ThreadWord.objects.filter(space=space, root=root)
        threads = threads.filter(pk__in=rows.values("thread"))
    return threads if asked else None
