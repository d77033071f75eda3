"""Indexes of messages: pages and the worker never scan the whole table."""

import pytest
from django.db import connection

from portal.core import clock
from portal.notifications.models import Message, unread

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


@pytest.mark.parametrize(
    "rows",
    [
        lambda user: unread(user),
        lambda user: Message.objects.filter(person=user).order_by("-ready_at", "-pk")[:20],
        lambda user: Message.objects.filter(person=user, state="pending"),
        lambda user: Message.objects.filter(person=user, state="sent", sent_at__gte=clock.now()),
        lambda _user: Message.objects.filter(state="pending", not_before__lte=clock.now()),
    ],
)
def test_an_index_answers(alice, rows):
    with connection.cursor() as cursor:  # a small table is read whole whatever its indexes
        cursor.execute("SET LOCAL enable_seqscan = off")

    plan = rows(alice).explain()
    assert "Index" in plan
    assert "Seq Scan" not in plan
