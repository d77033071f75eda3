"""Mentions: each person named is told once, at writing or at an edit."""

from datetime import timedelta

import pytest

from community.spaces.members.roles import forget
from community.threads import actions
from portal.core import clock
from portal.notifications import outbox
from portal.notifications.models import Message
from portal.web.submissions.once import new_key
from tests.community.factories import fresh, make_answer, make_thread, make_writer

pytestmark = pytest.mark.django_db
CAST = {
    "zoe": make_writer,
    "yann": lambda: make_writer("Yann", "Kermadec"),
    "lea": lambda: make_writer("Léa", "Dupuis"),
}
PLAIN = "Un passage le dimanche soir."


@pytest.fixture
def yann(of_cast):
    return of_cast("yann")


@pytest.fixture
def message(zoe, lea):
    return make_answer(make_thread(zoe), lea, f"{PLAIN} @Zoé Lenoir le sait.")


def mend(message, text, by=None):
    return actions.edit(fresh(message), by=by or message.author, source=text)


def named():
    rows = Message.objects.filter(notice="thread.mentioned").order_by("pk")
    return [(one.person.first_name, one.state) for one in rows.select_related("person")]


def deliver(days=1):
    with clock.at(clock.now() + timedelta(days=days)):
        outbox.deliver_due()


def test_who_is_named_by_the_mended_text_is_told_and_who_was_before_is_not(message, yann):
    assert named() == [("Zoé", "pending")]
    deliver()
    mend(message, f"{PLAIN} @Zoé Lenoir et @Yann Kermadec le savent.")
    assert named() == [("Zoé", "sent"), ("Yann", "pending")]
    deliver(2)
    assert named() == [("Zoé", "sent"), ("Yann", "sent")]


def test_once_only_whatever_is_taken_out_and_written_again(message, yann):
    for text in (
        f"@Yann Kermadec {PLAIN}",
        PLAIN,
        f"{PLAIN} @Yann Kermadec",
        f"@Zoé Lenoir {PLAIN}",
    ):
        mend(message, text)
    assert named() == [("Zoé", "pending"), ("Yann", "pending")]


def test_a_name_taken_out_before_the_mail_leaves_is_not_told(message, yann):
    mend(message, f"{PLAIN} @Yann Kermadec")
    mend(message, PLAIN)
    deliver()
    assert named() == [("Zoé", "dropped"), ("Yann", "dropped")]


def test_br_96_who_reads_the_space_no_more_is_not_told(message, yann, bob):
    mend(message, f"{PLAIN} @Yann Kermadec et @{bob}")  # Bob is no member
    yann.memberships.update(is_active=False)
    forget(yann)
    deliver()
    assert dict(named())["Yann"] == "dropped"
    assert bob.first_name not in dict(named())


def test_one_s_own_name_and_a_mending_without_any_tell_nobody(zoe, lea):
    message = make_answer(make_thread(zoe), lea, PLAIN)
    mend(message, f"{PLAIN} Signé @Léa Dupuis")
    mend(message, f"{PLAIN} zoe@exemple.fr, @Zoé Lenoirs")
    assert named() == []


def test_the_browser_s_second_click_tells_once(signed_in, message, yann):
    data = {"source": f"{PLAIN} @Yann Kermadec", "once": new_key()}
    address = f"{message.get_absolute_url()}modifier/"
    assert [signed_in(message.author).post(address, data).status_code for _ in range(2)] == [
        302
    ] * 2
    page = signed_in(message.author).get(message.thread.get_absolute_url()).text
    assert "<strong>@Yann Kermadec</strong>" in page
    assert [name for name, _ in named()].count("Yann") == 1


def test_a_second_place_of_a_name_counts_when_the_first_is_a_longer_word(zoe, yann):
    make_thread(zoe, source="@Yann Kermadecs n’est pas @Yann Kermadec.")
    assert named() == [("Yann", "pending")]
