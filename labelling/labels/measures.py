"""Suspension or withdrawal of a label as its organism reads it: reason, end, whom to tell, how to contest (D16)."""

from django.urls import reverse

from labelling.labels.models import Label
from labelling.organisms.rules import signatory
from portal.core import clock
from portal.models import Role, User

S = Label.State
KINDS = {S.SUSPENDED: "suspension", S.WITHDRAWN: "withdrawal"}


def measure(label, user):
    """What the page of the label says of the measure that it is under; None when it is under none."""
    if label.state not in KINDS:
        return None
    notified_on = None if label.safeguard_on else _notified_on(label)
    until = notified_on and label.dossier.rules.due("D16", notified_on)
    return {
        "is_withdrawn": label.state == S.WITHDRAWN,
        "since": label.ended_on if label.state == S.WITHDRAWN else label.suspended_on,
        "until": label.due_on if label.state == S.SUSPENDED else None,
        "reason": "" if label.notice_sent_on else label.reason,  # the open hearing tells its own
        "office": User.objects.filter(groups__name=Role.REFERENT, is_active=True),
        "appeal_until": until,
        "is_appeal_over": bool(until) and clock.today() > until,
        "appeal_url": reverse("labelling:appeal_lodge") if signatory(user, label.organism) else "",
    }


def _notified_on(label):
    """The day on which the committee's decision was notified, None before."""
    rows = label.agenda_items.filter(kind=KINDS[label.state], decision__option="yes")
    return rows.order_by("-pk").values_list("decision__notified_on", flat=True).first()
