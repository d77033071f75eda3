"""Mails of a page's review, sent by the portal's queue: a mail server that is down stops no editor."""

from types import SimpleNamespace

from wagtail.models import PageSubscription

from portal.access.roles import CMS_ROLES
from portal.models import Role, User
from portal.notifications import outbox
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders
from portal.notifications.recipients import BY_ROLE, Holders

GROUP = Group("Site public", 1000)
EDITORS = tuple(BY_ROLE[role] for role in CMS_ROLES)

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


def _is_sent_back(state):
    return state.workflow_state.status == state.workflow_state.STATUS_NEEDS_CHANGES


def _followers(line):
    """Subscribers to the page's comments, without the person who writes."""
    rows = PageSubscription.objects.filter(page_id=line.page_id, comment_notifications=True)
    return User.objects.filter(pk__in=rows.values("user"), is_active=True).exclude(pk=line.by_id)


SUBMITTED = Notice(
    "page.submitted",
    "Une page est à relire",
    about="home.ReviewState",
    template="home/review/mail/submitted.txt",
    to=_readers,
    why=READS,
    still=_waits,
    audience="qui relit les pages",
    group=GROUP,
    reaches=EDITORS,
    asks=True,
)
APPROVED = Notice(
    "page.approved",
    "Votre page est approuvée",
    about="home.ReviewState",
    template="home/review/mail/approved.txt",
    to=_requester,
    why=WROTE,
    audience="qui a soumis la page",
    group=GROUP,
    reaches=EDITORS,
)
REJECTED = Notice(
    "page.rejected",
    "Votre page est à reprendre",
    about="home.ReviewState",
    template="home/review/mail/rejected.txt",
    to=_requester,
    why=WROTE,
    still=_is_sent_back,
    audience="qui a soumis la page",
    group=GROUP,
    reaches=EDITORS,
    asks=True,
)
REFUSED = Notice(
    "page.refused",
    "Une page est refusée",
    about="home.EditorialEntry",
    template="home/review/mail/refused.txt",
    to=Holders((Role.DIRCOM,)),
    why=READS,
    audience="qui relit les pages",
    group=GROUP,
)
CORRECTED = Notice(
    "page.corrected",
    "Une erreur est corrigée sur le site",
    about="home.EditorialEntry",
    template="home/review/mail/corrected.txt",
    to=Holders((Role.REFERENT,)),
    why=FACTS,
    audience="qui vérifie les faits",
    group=GROUP,
)
COMMENTED = Notice(
    "page.commented",
    "Un commentaire sur une page suivie",
    about="home.EditorialEntry",
    template="home/review/mail/commented.txt",
    to=_followers,
    why=FOLLOWS,
    audience="qui suit les commentaires",
    group=GROUP,
    reaches=EDITORS,
)


def tell(notice, thing):
    """Called in the transaction of the act."""
    outbox.write(notice, thing, ONCE, topic=TOPIC)


register_placeholders(
    {
        "thing.by": "auteur",
        "thing.comment": "commentaire",
        "thing.finished_by": "decide_par",
        "thing.page.title": "page",
        "thing.reason": "motif",
        "thing.task.name": "etape",
        "thing.workflow_state.requested_by": "demande_par",
    }
)
