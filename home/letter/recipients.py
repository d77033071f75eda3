"""Actions on subscriptions: ask, confirm, leave; the same answer to all, nothing kept once ended."""

from django.db.models import Q

from home import consent
from home.letter import notices
from home.letter.models import Subscription
from portal.notifications import outbox

TOPIC = "home/letter"


def ask(address):
    """Double opt-in by mail. Whoever is subscribed gets no mail and the same answer."""
    consent.ask(Subscription, address, notices.CONFIRM, topic=TOPIC)


def asked(token):
    """The Subscription of a confirmation link, or None when it is over; a link that is not ours is a LookupError."""
    return consent.asked(Subscription, token)


def confirm(subscription):
    return consent.confirm(subscription)


def received(token):
    """The Subscription of an unsubscribe link, ended or not; None for a link that is not ours."""
    return consent.received(Subscription, token)


def stop(subscription):
    return consent.stop(subscription, _mails)


def _mails(subscription):
    """Copies of the letter, and the confirmation mail."""
    copies = Q(thing_type="home.lettercopy", thing_id__in=subscription.copies.values("pk"))
    own = Q(thing_type="home.subscription", thing_id=subscription.pk)
    return outbox.Message.objects.filter(copies | own)
