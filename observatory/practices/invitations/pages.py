"""Page contexts of invitations."""

from labelling.public import audit_strengths
from observatory.practices.invitations.models import PracticeInvitation
from portal.access import who_sees
from portal.workflow import audit_log


def to_invite(user):
    """Strengths without invitation; a declined one is not offered again."""
    invited = PracticeInvitation.objects.exclude(state="taken_back").filter(finding__isnull=False)
    return audit_strengths(user).exclude(pk__in=invited.values("finding"))


def invitation(row, user):
    return {
        "invitation": row,
        "offers": row.workflow.offers(row, user),
        "entries": audit_log.entries_of(row)[:20],
        "seen": who_sees(row),
    }
