"""Daily membership notices, each sent once: who entered, whose access became read-only, whose access ends soon."""

from datetime import timedelta

from django.db import transaction

from community.spaces.addresses import FIXED
from community.spaces.members.notices import NOTICES, TOPIC
from community.spaces.members.roles import MEMBER, READER, standings
from community.spaces.models import Passage, Space
from portal.core import clock
from portal.core.working_days import worked_before
from portal.notifications import outbox
from portal.ops import worker

K = Passage.Kind
SOON = 15  # days before the end of read-only access


@worker.daily
def tell_passages():
    """Idempotent: notices sent are recorded; somebody who leaves and comes back is welcomed again."""
    for space in Space.objects.filter(slug__in=FIXED):
        tell(space)


@transaction.atomic
def tell(space):
    """The space is locked: of two workers, one sends."""
    space = Space.objects.select_for_update().get(pk=space.pk)
    found, today = standings(space), clock.today()
    inside = {key for key, one in found.items() if one.level != READER}
    entries = space.passages.filter(kind=K.ENTRY, is_over=False)
    entries.exclude(person__in=inside).update(is_over=True)
    told = set(entries.values_list("person", flat=True))
    due = [(key, K.ENTRY, None) for key in inside - told if found[key].level == MEMBER]
    for key, one in found.items():
        if one.level == READER:
            due.append((key, K.READING, one.until))
            if worked_before(one.until - timedelta(days=SOON)) <= today:
                due.append((key, K.ENDING, one.until))
    _write(space, due)


def _write(space, due):
    known = set(space.passages.exclude(kind=K.ENTRY).values_list("person", "kind", "until"))
    for person, kind, until in sorted(row for row in due if row not in known):
        passage = Passage.objects.create(space=space, person_id=person, kind=kind, until=until)
        outbox.write_once(NOTICES[kind], passage, key=str(passage.pk), topic=TOPIC)
