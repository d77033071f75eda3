"""Tasks of moderation on a member's home: reported messages to review, never one's own."""

from django.db.models import Min

from community.threads.messages.rules import moderated
from community.threads.models import ThreadMessage
from labelling.public import instructor
from portal.web import worklist

LIMIT = 20


def _reported(_user, row):
    context = f"{row.thread.space}\u00a0: un message est signalé"
    return worklist.Task(
        worklist.DO, str(row.thread), context, row.get_absolute_url(), "vous", button="Lire"
    )


@worklist.source("thread__space", tell=_reported, most=LIMIT)
def reported_messages(user):
    is_office = instructor(user, None)
    spaces = [] if is_office else moderated(user)
    if not (is_office or spaces):
        return None
    rows = ThreadMessage.objects.filter(state="shown", reports__isnull=False)
    rows = rows.filter(reports__closed_at=None).exclude(author=user)
    rows = rows if is_office else rows.filter(thread__space__in=spaces)
    return rows.annotate(first=Min("reports__at")).order_by("first")
