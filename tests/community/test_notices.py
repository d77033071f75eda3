"""Mails of threads: sent once, to the right people, with the reason, and not when out of date."""

import re
from datetime import datetime, timedelta
from itertools import count

import pytest

from community.models import SpaceDigest
from community.threads.mails import jobs
from portal.core import clock
from portal.notifications import outbox
from portal.ops import worker
from portal.web import worklist
from tests.community.factories import (
    certified,
    fresh,
    make_answer,
    make_club_animator,
    make_thread,
    make_writer,
)

WHY = re.compile("Vous recevez ce message .*")
pytestmark = pytest.mark.django_db


@pytest.fixture
def zoe(db):
    return make_writer()


@pytest.fixture
def yann(db):
    return make_writer("Yann", "Kermadec")


@pytest.fixture
def anna(db):
    return make_club_animator()


DAYS = count(1)


def told(mailoutbox):
    """[(address, why one receives it)] of what leaves another day: one mail a question and day (BR-96)."""
    with clock.at(clock.now() + timedelta(days=next(DAYS))):
        outbox.deliver_due()
    rows = sorted((m.to[0], WHY.findall(m.body)[-1]) for m in mailoutbox)
    mailoutbox.clear()
    return rows


def test_a_question_is_told_to_who_animates(zoe, anna, yann, sonia, mailoutbox):
    make_thread(zoe)
    assert told(mailoutbox) == [
        (anna.email, "Vous recevez ce message parce que vous animez cet espace.")
    ]
    make_thread(anna)
    assert told(mailoutbox) == []


def test_without_co_animator_the_office_is_told(zoe, sonia, mailoutbox):
    make_thread(zoe)
    assert [address for address, _ in told(mailoutbox)] == [sonia.email]


def test_an_answer_is_told_to_who_follows_once_and_not_to_its_author(zoe, yann, anna, mailoutbox):
    thread = make_thread(zoe)
    told(mailoutbox)
    make_answer(thread, yann)
    first = told(mailoutbox)
    make_answer(thread, yann)
    make_answer(thread, zoe)

    assert [address for address, _ in first] == [zoe.email]
    assert "vous suivez cette question" in first[0][1]
    assert [address for address, _ in told(mailoutbox)] == sorted([zoe.email, yann.email])


def test_who_is_named_gets_one_mail_for_a_message(zoe, yann, anna, mailoutbox):
    thread = make_thread(zoe)
    told(mailoutbox)
    make_answer(thread, yann, "Merci @Zoé Lenoir et @Anna Mateur, dit @Yann Kermadec")
    rows = told(mailoutbox)

    assert [address for address, _ in rows] == sorted([zoe.email, anna.email])
    assert {why for _, why in rows} == {"Vous recevez ce message parce que ce message vous nomme."}


def test_a_certified_answer_is_told_to_who_follows_and_to_its_author(zoe, yann, sonia, mailoutbox):
    thread = make_thread(zoe)
    message = make_answer(thread, yann)
    told(mailoutbox)
    certified(message, sonia)
    rows = told(mailoutbox)

    assert [address for address, _ in rows] == sorted([zoe.email, yann.email])


@pytest.mark.parametrize("what", ["hidden", "withdrawn", "right"])
def test_br_96_a_mail_without_object_is_not_sent(what, zoe, yann, anna, sonia, mailoutbox):
    message = make_answer(make_thread(zoe), yann)
    told(mailoutbox)
    certified(message, sonia)
    make_answer(message.thread, yann)
    if what == "hidden":
        for one in message.thread.messages.filter(number__gt=1):
            one.workflow.fire(one, "hide", by=anna, motive="tone")
    elif what == "withdrawn":
        message.workflow.fire(message, "withdraw", by=sonia)
    else:
        zoe.memberships.update(is_active=False)
    rows = [address for address, _ in told(mailoutbox)]

    expected = {"hidden": [yann.email] * 2, "withdrawn": [zoe.email], "right": [yann.email]}
    assert rows == expected[what]


def test_members_read_new_questions_once_a_day_and_never_an_empty_mail(zoe, yann, anna, mailoutbox):
    make_thread(zoe, "Une première")
    make_thread(yann, "Une seconde")
    told(mailoutbox)
    counts = []
    for moment in ((2026, 11, 24, 18), (2026, 11, 25, 7), (2026, 11, 25, 9), (2026, 11, 26, 7)):
        with clock.at(datetime(*moment)):
            worker.run_clock()
            outbox.deliver_due()
            digests = [m for m in mailoutbox if m.subject.startswith("Nouvelles questions")]
            counts.append(len(digests))

    assert counts == [0, 3, 3, 3]
    assert sorted(m.to[0] for m in digests) == sorted([zoe.email, yann.email, anna.email])
    assert all("Une première" in m.body and "Une seconde" in m.body for m in digests)


def test_a_digest_whose_questions_are_all_hidden_is_not_sent(zoe, anna, mailoutbox):
    thread = make_thread(zoe)
    told(mailoutbox)
    with clock.at(datetime(2026, 11, 25, 7)):
        assert jobs.send_daily() == 1
        first = thread.messages.get()
        first.workflow.fire(first, "hide", by=anna, motive="tone")
        rows = told(mailoutbox)

    assert [address for address, _ in rows] == [zoe.email]  # the moderation's, and no digest
    assert SpaceDigest.objects.count() == 1


def test_questions_without_an_answer_wait_in_the_list_of_who_animates(zoe, yann, anna, sonia):
    thread = make_thread(zoe)
    make_thread(zoe, "Une autre")
    with clock.at(datetime(2026, 11, 27, 12)):
        rows = {
            who: [t for t in worklist.lists(who)["watch"] if "questions" in t.url]
            for who in (anna, sonia, zoe)
        }
    make_answer(thread, yann)
    left = [t.title for t in worklist.lists(anna)["watch"]]

    assert [len(rows[who]) for who in (anna, sonia, zoe)] == [1, 1, 0]
    assert "2\u00a0questions sans réponse" in rows[anna][0].title
    assert "depuis 3\u00a0jours" in rows[anna][0].context
    assert any("1\u00a0question sans réponse" in title for title in left)
    assert fresh(thread).waits is False
