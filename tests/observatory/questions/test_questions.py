"""Questions: no address, answered in the portal, published when both agree, reminded on time."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from observatory.practices import durations
from observatory.questions import actions
from observatory.questions.models import PracticeQuestion
from observatory.questions.workflow import QUESTION
from portal.core import clock
from portal.notifications import outbox
from portal.web import worklist
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused
from tests import factories
from tests.observatory.factories import make_practice

pytestmark = pytest.mark.django_db
TEXT = "Comment avez-vous choisi les trois premières résidences ?"
ANSWER = "Celles où le gardien était volontaire."


@pytest.fixture
def practice(organism):
    return make_practice(organism, "published")


def ask(practice, bob, **facts):
    organism = bob.memberships.get().organism
    return actions.ask(practice, organism, by=bob, **{"text": TEXT, "agrees": True} | facts)


def answer(question, alice, agrees=True):
    QUESTION.fire(question, "answer", by=alice, answer=ANSWER, agrees=agrees)
    return PracticeQuestion.objects.get(pk=question.pk)


def test_both_agree_and_the_sheet_shows_it_without_a_name(client, practice, alice, bob, mailoutbox):
    question = answer(ask(practice, bob), alice)
    page = client.get(practice.get_public_url()).content.decode()
    outbox.deliver_due()
    said = "\n".join(m.subject + m.body for m in mailoutbox)

    assert (question.state, TEXT in page, ANSWER in page) == ("published", True, True)
    assert {str(bob) in page, str(alice) in page} == {False}
    assert [bob.email in said, alice.email in said] == [False, False]
    assert {m.to[0] for m in mailoutbox} == {alice.email, bob.email}


@pytest.mark.parametrize(("asker", "author"), [(True, False), (False, True), (False, False)])
def test_without_both_agreements_it_stays_between_them(asker, author, client, practice, alice, bob):
    question = answer(ask(practice, bob, agrees=asker), alice, agrees=author)

    assert question.state == "answered"
    assert TEXT not in client.get(practice.get_public_url()).content.decode()
    with pytest.raises(Refused):
        QUESTION.fire(question, "publish", by=alice)
    with pytest.raises(IntegrityError), transaction.atomic():
        PracticeQuestion.objects.filter(pk=question.pk).update(state="published")


def test_an_agreement_comes_later_and_is_taken_back(client, practice, alice, bob, sonia):
    question = answer(ask(practice, bob, agrees=False), alice)
    QUESTION.fire(question, "agree", by=bob)
    question.refresh_from_db()
    assert question.state == "published"

    question = QUESTION.fire(question, "take_off", by=alice)
    assert (question.author_agrees, question.asker_agrees) == (False, True)
    assert TEXT not in client.get(practice.get_public_url()).content.decode()
    QUESTION.fire(question, "agree", by=alice)
    off = QUESTION.fire(PracticeQuestion.objects.get(), "take_off", by=sonia)
    assert (off.author_agrees, off.asker_agrees) == (False, False)


def test_only_a_member_of_another_organism_asks(practice, organism, alice, sonia, bob, signed_in):
    for by in (alice, sonia):
        with pytest.raises(Forbidden):
            actions.ask(practice, organism, by=by, text=TEXT)
    address = f"/espace/questions/poser/{practice.slug}/"
    assert signed_in(alice).get(address).status_code == 403
    assert signed_in(bob).get(address).status_code == 200


def test_only_the_practice_s_organism_answers(practice, alice, bob, sonia):
    question = ask(practice, bob)
    for by in (bob, sonia):
        with pytest.raises(Forbidden):
            QUESTION.fire(question, "answer", by=by, answer=ANSWER)

    declined = QUESTION.fire(question, "decline", by=alice, reason="Le dossier est en contentieux.")
    assert (declined.state, declined.answer) == ("declined", "Le dossier est en contentieux.")


def test_another_organism_finds_nothing_before_publication(signed_in, practice, alice, bob, dircom):
    question = ask(practice, bob)
    stranger = factories.make_member(factories.make_organism(), first_name="Zoé")
    codes = {who: signed_in(who).get(question.get_absolute_url()).status_code for who in
             (alice, bob, stranger, dircom)}  # fmt: skip

    assert codes == {alice: 200, bob: 200, stranger: 404, dircom: 404}


def test_an_unanswered_one_is_reminded_on_its_dated_days(practice, alice, bob, sonia, signed_in):
    """15 days, reminders at J-5 and J+1 to the organism, at J+15 to the référent: dated data."""
    question = ask(practice, bob)
    delay = durations.in_force("question")
    assert (question.due_on, delay.is_demonstration) == (date(2026, 12, 9), True)

    told = {}
    for day in (date(2026, 12, 3), date(2026, 12, 4), date(2026, 12, 10), date(2026, 12, 24)):
        with clock.at(datetime.combine(day, datetime.min.time().replace(hour=9))):
            QUESTION.run_reminders()
            QUESTION.run_reminders()
            rows = outbox.Message.objects.exclude(notice="question.asked")
            told[day.day] = sorted(rows.values_list("notice", "person"))
            late = [t.url for t in worklist.lists(sonia)["watch"] if "questions" in t.url]
            page = signed_in(sonia).get("/espace/questions/").content.decode()

    due, over = ("question.due", alice.pk), ("question.overdue", sonia.pk)
    assert {day: len(rows) for day, rows in told.items()} == {3: 0, 4: 1, 10: 2, 24: 4}
    assert (told[10], told[24]) == ([due] * 2, [*[due] * 3, over])
    assert late == [question.get_absolute_url()]
    assert ("30\u00a0jours" in page, "Version de démonstration" in page) == (True, True)


def test_an_answer_ends_the_reminders(practice, alice, bob):
    answer(ask(practice, bob), alice)
    with clock.at(datetime(2026, 12, 24, 9)):
        QUESTION.run_reminders()

    assert (
        outbox.Message.objects.filter(notice__in=("question.due", "question.overdue")).count() == 0
    )


def test_in_the_browser_an_empty_question_is_told_and_a_second_click_is_one(
    signed_in, practice, bob
):
    client, address, key = signed_in(bob), f"/espace/questions/poser/{practice.slug}/", new_key()
    empty = client.post(address, {"text": " ", "once": new_key()})
    codes = [client.post(address, {"text": TEXT, "once": key}).status_code for _ in range(2)]

    assert (empty.status_code, "Écrivez votre question." in empty.content.decode()) == (422, True)
    assert (codes, PracticeQuestion.objects.count()) == ([302, 302], 1)


def test_five_questions_wait_at_most(signed_in, practice, bob):
    for _ in range(actions.MOST):
        ask(practice, bob)
    again = signed_in(bob).post(f"/espace/questions/poser/{practice.slug}/", {"text": TEXT})

    assert (again.status_code, PracticeQuestion.objects.count()) == (409, actions.MOST)


def test_the_list_costs_the_same_with_many(
    signed_in, practice, alice, bob, django_assert_num_queries
):
    client = signed_in(alice)
    assert "Aucune question" in client.get("/espace/questions/").content.decode()
    ask(practice, bob)
    with django_assert_num_queries(8):
        client.get("/espace/questions/")
    for _ in range(3):
        ask(practice, bob)
    with django_assert_num_queries(8):
        client.get("/espace/questions/")
