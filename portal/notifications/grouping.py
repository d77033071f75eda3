"""Mail grouping: which messages leave in one mail, decided before anything is sent."""

from portal.notifications.deliveries import held
from portal.notifications.models import Message
from portal.notifications.schedule import plan_of

MOST = 200  # messages of one person looked at in one go


def form(message, now):
    """Decide for all that is due to the person of `message`, whose mailbox is locked; sends nothing."""
    due = Message.objects.filter(
        person=message.person_id,
        state=Message.State.PENDING,
        carrier__isnull=True,
        not_before__lte=now,
    )
    due = due.exclude(held())
    rows = list(due.select_for_update(of=("self",)).order_by("pk")[:MOST])
    plan = plan_of(message.person, message.person.mailbox)
    leaving = [(row, verdict) for row in rows if (verdict := _decide(row, plan, now))]
    for members in _sets(leaving):
        for row in members:
            row.carrier = members[0]
    Message.objects.bulk_update(rows, ["carrier", "state", "not_before", "is_grouped"])
    return 0


def _decide(row, plan, now):
    """The verdict of what leaves now; what stays in the portal or waits is marked so."""
    verdict = plan.verdict(row, now)
    if verdict.at is None:
        row.state = Message.State.KEPT
        return None
    row.is_grouped = verdict.is_grouped
    if verdict.at > now:
        row.not_before = verdict.at
        return None
    return verdict


def _sets(leaving):
    """One set a dossier, one for the morning (with all of its dossiers), one for each that leaves alone."""
    morning = [row for row, verdict in leaving if verdict.is_grouped]
    roots, sets = {row.root for row in morning}, {}
    for row, verdict in leaving:
        if verdict.is_alone:
            sets[row.pk] = [row]
        elif verdict.is_grouped or row.root in roots:
            sets.setdefault("morning", []).append(row)
        else:
            sets.setdefault(row.root, []).append(row)
    return sets.values()
