"""Tasks of moderation on a member's home: reported messages to review, never one's own."""

from django.db.models import Min

from community.threads.models import ThreadMessage
from community.threads.rules import moderated
from labelling.public import instructor
from portal.web import worklist

LIMIT = 20


@worklist.provider
def reported_messages(user):
    is_office = instructor(user, None)
    spaces = [] if is_office else moderated(user)
    if not (is_office or spaces):
        return []
    rows = ThreadMessage.objects.filter(state="shown", reports__isnull=False)
    rows = rows.filter(reports__closed_at=None).exclude(author=user)
    rows = rows if is_office else rows.filter(thread__space__in=spaces)
    rows = rows.annotate(first=Min("reports__at")).select_related("thread__space").order_by("first")
    return [_task(row) for row in rows[:LIMIT]]


def _task(row):
    context = f"{row.thread.space}\u00a0: un message est signalé"
    return worklist.Task(
        worklist.DO, str(row.thread), context, row.get_absolute_url(), "vous", button="Lire"
    )
