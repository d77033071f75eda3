"""Receiver of reply mails: one message in the thread or one refusal, never both, never twice."""

from datetime import timedelta

from django.db import IntegrityError, transaction

from community.replies import notices
from community.replies.parsing import is_automatic, read, token_in
from community.spaces.rules import writer
from community.threads.actions import answer
from community.threads.mails.addresses import keys_of
from community.threads.mails.models import RefusedReply
from community.threads.models import Thread, ThreadMessage
from portal.core import clock
from portal.mail_desk import receiver
from portal.models import User
from portal.notifications import outbox
from portal.workflow import Refused

LONGEST = 8000
A_DAY = 5  # refusals told to one address
Why = RefusedReply.Why


@receiver
def receive(message):
    """True for a mail sent to a reply address, whatever the outcome; bounces are left to `mail_desk.bounces`."""
    if not token_in(message) or message.get_param("report-type") == "delivery-status":
        return False
    reply = read(message)
    if is_automatic(message) or not reply.mail_id or _is_known(reply):
        return True
    try:
        with transaction.atomic():  # a repetition that comes at the same moment writes nothing
            why = _refusal(reply, message) or _kept(reply)
            if why:
                _tell(reply, why)
    except IntegrityError:
        if not _is_known(reply):
            raise
    return True


def _is_known(reply):
    return (
        ThreadMessage.objects.filter(mail_id=reply.mail_id).exists()
        or RefusedReply.objects.filter(mail_id=reply.mail_id).exists()
    )


def _refusal(reply, message):
    """Why it makes no message, or None: address, sender, right to write today (BR-88), text."""
    thread, person = _ends(reply)
    if thread is None or person is None:
        return Why.ADDRESS
    if reply.sender != person.email.lower():
        return Why.SENDER
    if not writer(person, thread) or not Thread.objects.visible_to(person).filter(pk=thread.pk):
        return Why.RIGHT
    if getattr(message, "is_cut", False):
        return Why.HEAVY
    if not reply.text:
        return Why.EMPTY
    return Why.LONG if len(reply.text) > LONGEST else None


def _ends(reply):
    keys = keys_of(reply.token)
    if keys is None:
        return None, None
    thread = Thread.objects.select_related("space").filter(pk=keys[0]).first()
    return thread, User.objects.filter(pk=keys[1], is_active=True).first()


def _kept(reply):
    """The message, or why the thread no longer accepts it."""
    thread, person = _ends(reply)
    facts = {"source": reply.text, "mail_id": reply.mail_id, "left_out": reply.pieces}
    try:
        with transaction.atomic():
            answer(thread, by=person, **facts)
    except Refused:
        return Why.CLOSED
    return None


def _tell(reply, why):
    """One mail of refusal; none past a daily limit an address, so that two robots cannot loop."""
    since = clock.now() - timedelta(days=1)
    told = RefusedReply.objects.filter(address=reply.sender, at__gt=since).count()
    row = RefusedReply.objects.create(mail_id=reply.mail_id, address=reply.sender, why=why)
    if told < A_DAY:
        outbox.write_to_address(
            notices.REFUSED, row, reply.sender, key=f"{row.pk}", topic="community/replies"
        )
