"""What was noticed in organisms, for whoever instructs: audits’ strengths, points of the committee."""

from labelling.audits.models import AuditFinding
from labelling.committee.models import AgendaItem


def audit_strengths(user):
    """The points forts of validated reports that `user` sees, the latest first, with organism and criterion."""
    rows = AuditFinding.objects.visible_to(user).filter(
        kind=AuditFinding.Kind.STRENGTH, mission__state__in=("validated", "closed")
    )
    rows = rows.select_related("mission__dossier__organism", "criterion__theme")
    return rows.order_by("-mission__validated_on", "mission__reference", "number")


def examined_points(user):
    """The points on organisms that the committee has decided, which `user` sees, the latest first."""
    rows = AgendaItem.objects.visible_to(user).filter(
        state=AgendaItem.State.VALIDATED, dossier__isnull=False
    )
    return rows.select_related("session", "dossier__organism").order_by(
        "-session__held_on", "number"
    )
