"""Page contexts of the letter, in few queries."""

from datetime import date

from django.db.models import Count
from django.http import Http404

from home.letter import actions
from home.letter.actions import letter_content
from home.letter.models import MONTH, LetterIssue, Subscription
from home.letter.rules import dircom
from portal.access import who_sees
from portal.core import clock, working_days
from portal.models import Message
from portal.workflow import audit_log

ON_SITE, TO_READERS = "Ce que le site montre", "Ce que les abonnés lisent"
MOST = 60  # letters on the page of those that were sent


def month_of(code):
    """First day of « 2026-11 », or 404."""
    found = MONTH.fullmatch(code)
    if not found:
        raise Http404
    return date(int(found[1]), int(found[2]), 1)


def sent_issues():
    """[(the letter, what the site shows of it)], the last first."""
    rows = LetterIssue.objects.filter(state="sent").order_by("-month")[:MOST]
    return [(one, letter_content(one)) for one in rows.prefetch_related("items", "corrections")]


def counts():
    """{running, waiting}: subscribers, and subscriptions not confirmed."""
    return {
        "running": Subscription.objects.running().count(),
        "waiting": Subscription.objects.filter(confirmed_at=None, ended_at=None).count(),
    }


def deliveries(issue):
    """{state of the mail: how many} of the copies of an issue."""
    rows = Message.objects.filter(notice="letter.letter", thing_type="home.lettercopy")
    rows = rows.filter(thing_id__in=issue.copies.values("pk"))
    labels = dict(Message.State.choices)
    return [
        {"label": labels[row["state"]], "count": row["many"]}
        for row in rows.values("state").annotate(many=Count("pk")).order_by("state")
    ]


def issue(thing, user):
    return {
        "issue": thing,
        "shown": letter_content(thing),
        "reading": ON_SITE if thing.sent_at else TO_READERS,
        "items": list(thing.items.all()),
        "may_correct": thing.state == LetterIssue.State.SENT and dircom(user, thing),
        "offers": thing.workflow.offers(thing, user),
        "may_write": actions.obstacle(thing, user) is None,
        "deliveries": deliveries(thing) if thing.sent_at else [],
        "counts": counts(),
        "entries": audit_log.entries_of(thing)[:20],
        "seen": who_sees(thing),
    }


def next_month():
    """The first month from this one on without letter."""
    month = clock.today().replace(day=1)
    taken = set(LetterIssue.objects.filter(month__gte=month).values_list("month", flat=True))
    while month in taken:
        month = working_days.add_months(month, 1)
    return f"{month:%Y-%m}"
