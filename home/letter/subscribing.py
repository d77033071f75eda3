"""Actions on subscriptions: ask, confirm, leave; the same answer to all, nothing kept once ended."""

from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.db.models import Q

from home.letter import notices
from home.letter.models import CONFIRM, DAYS_TO_CONFIRM, STOP, Subscription
from portal.core import clock
from portal.notifications import outbox

TOPIC = "home/letter"


@transaction.atomic
def ask(address):
    """Double opt-in by mail. Whoever is subscribed gets no mail and the same answer.

    Asking again before the confirmation sends one more link a day at most.
    """
    address = address.strip().lower()
    row, _made = Subscription.objects.get_or_create(address=address)
    if row.confirmed_at is not None:
        return
    if _is_old(row):
        row.asked_at = clock.now()
        row.save(update_fields=["asked_at"])
    key = f"{row.pk}:{clock.today().isoformat()}"
    outbox.write_to_address(notices.CONFIRM, row, address, key=key, topic=TOPIC)


def asked(token):
    """The Subscription of a confirmation link, confirmed or not; None when it is over.

    A link that is not ours is a LookupError.
    """
    try:
        pk, seconds = CONFIRM.unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise LookupError from error
    row = Subscription.objects.filter(pk=pk, ended_at=None).first()
    if row is None or int(row.asked_at.timestamp()) != seconds or _is_old(row):
        return None
    return row


def _is_old(row):
    return clock.now() - row.asked_at > timedelta(days=DAYS_TO_CONFIRM)


@transaction.atomic
def confirm(subscription):
    row = Subscription.objects.select_for_update().get(pk=subscription.pk)
    if row.confirmed_at is None and row.ended_at is None:
        row.confirmed_at = clock.now()
        row.save(update_fields=["confirmed_at"])
    return row


def received(token):
    """The Subscription of an unsubscribe link, ended or not; None for a link that is not ours."""
    try:
        pk = STOP.unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Subscription.objects.filter(pk=pk).first()


@transaction.atomic
def stop(subscription):
    """Erase the address at once, from the mails sent to it as well; dates stay, for the count.

    Idempotent: mail programs may post twice.
    """
    row = Subscription.objects.select_for_update().get(pk=subscription.pk)
    if row.ended_at is None:
        outbox.forget(_mails(row))
        row.address, row.ended_at = "", clock.now()
        row.save(update_fields=["address", "ended_at"])
    return row


def _mails(subscription):
    """Copies of the letter, and the confirmation mail."""
    copies = Q(thing_type="home.lettercopy", thing_id__in=subscription.copies.values("pk"))
    own = Q(thing_type="home.subscription", thing_id=subscription.pk)
    return outbox.Message.objects.filter(copies | own)
