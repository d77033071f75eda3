"""What is read at each page and each turn of the worker goes by an index of its own."""

import pytest
from django.db import connection

from portal import clock
from portal.notices.models import unread
from portal.outbox import Message

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("mail_unread", lambda user: unread(user)),
        ("mail_of_person", lambda user: Message.objects.filter(person=user).order_by("-pk")[:20]),
        ("mail_waiting", lambda user: Message.objects.filter(person=user, state="pending")),
        (
            "mail_told",
            lambda user: Message.objects.filter(
                person=user, state="sent", sent_at__gte=clock.now()
            ),
        ),
        (
            "mail_pending",
            lambda _user: Message.objects.filter(state="pending", not_before__lte=clock.now()),
        ),
    ],
)
def test_an_index_answers(alice, name, rows):
    with connection.cursor() as cursor:  # a small table is read whole whatever its indexes
        cursor.execute("SET LOCAL enable_seqscan = off")

    assert name in rows(alice).explain()
