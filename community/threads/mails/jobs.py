"""Worker job of digests: each day, one mail a space with the questions asked since the last one."""

from django.db import transaction

from community.spaces.models import Space
from community.threads.mails import models, notices
from community.threads.mails.models import SpaceDigest
from community.threads.models import Thread
from portal.core import clock
from portal.notifications import outbox
from portal.ops.worker import daily

TOPIC = "community/threads"


@daily
def send_daily():
    """Idempotent: one digest a space and a day, none without question. Returns how many."""
    return sum(tell(space) for space in Space.objects.filter(state="open"))


@transaction.atomic
def tell(space):
    space = Space.objects.select_for_update().get(pk=space.pk)  # two workers, one digest
    day, until = clock.today(), models.morning()
    since = models.last_limit(space)
    asked = Thread.objects.filter(
        space=space, created_at__gte=since, created_at__lt=until, is_hidden=False
    )
    if SpaceDigest.objects.filter(space=space, day=day).exists() or not asked.exists():
        return 0
    digest = SpaceDigest.objects.create(space=space, day=day, since_at=since, until_at=until)
    outbox.write_once(notices.DIGEST, digest, key=f"{space.pk}:{day}", topic=TOPIC)
    return 1
