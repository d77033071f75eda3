"""Tasks of invitations on a member's home: to answer for the organism, to follow for whoever invited."""

from labelling.public import instructor, memberships
from observatory.practices.invitations.models import PracticeInvitation
from portal.web import worklist

LIMIT = 20


def _task(where, row, hand):
    context = f"Invitation à raconter une pratique, {row.organism}"
    return worklist.Task(where, row.title, context, row.get_absolute_url(), hand, None, "Répondre")


@worklist.provider
def invitations(user):
    waiting = PracticeInvitation.objects.filter(state="waiting").select_related("organism")
    tasks = []
    if memberships(user):
        rows = waiting.filter(organism__in=memberships(user))[:LIMIT]
        tasks = [_task(worklist.DO, row, "vous") for row in rows]
    if instructor(user, None):
        rows = waiting.filter(invited_by=user)[:LIMIT]
        tasks += [
            worklist.Task(
                worklist.WAIT,
                row.title,
                f"Invitation, {row.organism}",
                row.get_absolute_url(),
                row.hand,
            )
            for row in rows
        ]
    return tasks
