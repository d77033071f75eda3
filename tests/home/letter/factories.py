"""Subscribers to the letter, who have confirmed."""

from home.letter.models import Subscription
from portal.core import clock


def subscribe(many=1):
    now = clock.now()
    return Subscription.objects.bulk_create(
        Subscription(address=f"abonne{n}@exemple.fr", asked_at=now, confirmed_at=now)
        for n in range(many)
    )
