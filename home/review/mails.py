"""Mails of a page's review, sent by the portal's queue: a mail server that is down stops no editor."""

from types import SimpleNamespace

from wagtail.models import PageSubscription

from portal.models import Role, User
from portal.notifications import outbox
from portal.notifications.notices import Notice

TOPIC = "home/review"
ONCE = SimpleNamespace(seq=1)  # each notice is sent once about its review or its line
READS = "Vous recevez ce message parce que vous relisez les pages du site."
WROTE = "Vous recevez ce message parce que vous avez soumis cette page."
FOLLOWS = "Vous recevez ce message parce que vous suivez les commentaires de cette page."
FACTS = "Vous recevez ce message parce que vous vérifiez les faits du site."


def _readers(state):
    """Without the person who submits."""
    return state.task.specific.readers(state.workflow_state).exclude(
        pk=state.workflow_state.requested_by_id
    )


def _requester(state):
    """Without the reviewer."""
    who = state.workflow_state.requested_by
    return [who] if who and who.pk != state.finished_by_id else []


def _waits(state):
    return state.status == state.STATUS_IN_PROGRESS


def _with_role(role):
    return lambda _thing: User.objects.filter(groups__name=role, is_active=True)


def _followers(line):
    """Subscribers to the page's comments, without the person who writes."""
    rows = PageSubscription.objects.filter(page_id=line.page_id, comment_notifications=True)
    return User.objects.filter(pk__in=rows.values("user"), is_active=True).exclude(pk=line.by_id)


SUBMITTED = Notice(
    "page.submitted",
    about="home.ReviewState",
    template="home/review/mail/submitted.txt",
    to=_readers,
    why=READS,
    still=_waits,
)
REJECTED = Notice(
    "page.rejected",
    about="home.ReviewState",
    template="home/review/mail/rejected.txt",
    to=_requester,
    why=WROTE,
)
APPROVED = Notice(
    "page.approved",
    about="home.ReviewState",
    template="home/review/mail/approved.txt",
    to=_requester,
    why=WROTE,
)
CORRECTED = Notice(
    "page.corrected",
    about="home.EditorialEntry",
    template="home/review/mail/corrected.txt",
    to=_with_role(Role.REFERENT),
    why=FACTS,
)
COMMENTED = Notice(
    "page.commented",
    about="home.EditorialEntry",
    template="home/review/mail/commented.txt",
    to=_followers,
    why=FOLLOWS,
)
REFUSED = Notice(
    "page.refused",
    about="home.EditorialEntry",
    template="home/review/mail/refused.txt",
    to=_with_role(Role.DIRCOM),
    why=READS,
)


def tell(notice, thing):
    """Called in the transaction of the act."""
    outbox.write(notice, thing, ONCE, topic=TOPIC)
