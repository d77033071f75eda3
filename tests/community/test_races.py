"""Eight concurrent answers and thanks are all counted; without the lock, they are not."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from community.models import Thanks, Thread, ThreadMessage
from community.threads import actions
from portal.core import clock
from tests.community.factories import fresh, make_answer, make_thread, make_writer

MANY = 8
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def together(*acts):
    """What each act gave, all started as one; "refused" for what the database refuses."""
    start, given = threading.Barrier(len(acts)), []

    def run(act):
        with clock.at(clock.now()):
            start.wait()
            try:
                given.append(act())
            except IntegrityError:
                given.append("refused")
            finally:
                connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def test_eight_answers_at_once_are_counted_and_numbered(transactional_db):
    writers = [make_writer() for _ in range(MANY)]
    thread = make_thread(writers[0])
    given = together(*(lambda by=by: make_answer(thread, by).number for by in writers))

    assert sorted(given) == list(range(2, MANY + 2))
    assert (fresh(thread).answers_count, fresh(thread).messages_count) == (MANY, MANY + 1)


def test_control_without_the_lock_answers_are_lost(transactional_db):
    writers = [make_writer() for _ in range(MANY)]
    thread, gate = make_thread(writers[0]), threading.Barrier(MANY)

    def answer(by):
        with transaction.atomic():
            row = Thread.objects.get(pk=thread.pk)
            gate.wait()
            number = row.messages_count + 1
            Thread.objects.filter(pk=row.pk).update(
                messages_count=number, answers_count=row.answers_count + 1
            )
            ThreadMessage.objects.create(thread=row, number=number, author=by, source="a", html="a")
        return number

    given = together(*(lambda by=by: answer(by) for by in writers))
    assert (given.count("refused"), fresh(thread).answers_count) == (MANY - 1, 1)


def test_thanks_of_eight_people_at_once_are_all_counted(transactional_db):
    writers = [make_writer() for _ in range(MANY)]
    author = make_writer()
    message = make_answer(make_thread(author), author)
    together(*(lambda by=by: actions.thank(message, by=by) for by in writers))

    assert (fresh(message).thanks_count, Thanks.objects.count()) == (MANY, MANY)


def test_one_person_who_presses_eight_times_at_once_leaves_one_thanks_or_none(transactional_db):
    """Each press turns it: the row and the count agree, and never more than one."""
    author, by = make_writer(), make_writer()
    message = make_answer(make_thread(author), author)
    given = together(*([lambda: actions.thank(message, by=by)] * MANY))

    assert sorted(given) == [False] * (MANY // 2) + [True] * (MANY // 2)
    assert (fresh(message).thanks_count, Thanks.objects.count()) == (0, 0)


def test_control_without_the_lock_the_database_keeps_one_thanks_a_person(transactional_db):
    author, by = make_writer(), make_writer()
    message, gate = make_answer(make_thread(author), author), threading.Barrier(MANY)

    def thank():
        with transaction.atomic():
            there = Thanks.objects.filter(message=message, person=by).exists()
            gate.wait()
            if not there:
                Thanks.objects.create(message=message, person=by)
        return "done"

    given = together(*([thank] * MANY))
    assert (given.count("done"), given.count("refused"), Thanks.objects.count()) == (1, MANY - 1, 1)
