"""A certified answer made into a FAQ entry without names, or a draft of practice; one step each."""

import pytest

from community.faq import actions
from community.faq.models import FaqEntry
from observatory.practices.models import GoodPractice
from portal.notifications import outbox
from portal.web import text_history
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused
from tests.community.factories import (
    certified,
    fresh,
    make_alice,
    make_answer,
    make_thread,
    make_writer,
)

pytestmark = pytest.mark.django_db
CAST = {
    "zoe": make_writer,
    "alice": make_alice,
}
TEXT = "Un passage le dimanche soir suffit."


@pytest.fixture
def alice(of_cast):
    return of_cast("alice")


@pytest.fixture
def organism(alice):
    return alice.memberships.get().organism


@pytest.fixture
def answer(alice, zoe, sonia):
    return certified(make_answer(make_thread(alice), zoe, TEXT), sonia)


def sent(**facts):
    return {
        "title": "Quand nettoyer les halls ?",
        "source": TEXT,
        "is_read": "on",
        "once": new_key(),
    } | facts


def test_the_referent_makes_an_entry_in_one_step(signed_in, answer, alice, sonia):
    path = f"{answer.thread.get_absolute_url()}faq/"
    shown = signed_in(sonia).get(path)
    assert TEXT in shown.text
    done = signed_in(sonia).post(path, sent())
    entry = FaqEntry.objects.get()
    assert (done.status_code, done["Location"]) == (302, entry.get_absolute_url())

    page = signed_in(alice).get(entry.get_absolute_url())
    assert (page.status_code, TEXT in page.text, "Modifier l’entrée" in page.text) == (
        200,
        True,
        False,
    )
    assert entry.title in signed_in(alice).get("/espace/club/faq/").text
    assert "Voir l’entrée de la FAQ" in signed_in(alice).get(answer.thread.get_absolute_url()).text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Alice Arnaud l’a dit.", "Alice Arnaud"),
        ("Mme ARNAUD l’a dit.", "Arnaud"),
        ("Comme à Valmeyre Habitat.", "Valmeyre Habitat"),
        ("zoe lenoir", "Zoé Lenoir"),
    ],
)
def test_a_text_that_names_somebody_is_not_published(signed_in, answer, sonia, words, told):
    refused = signed_in(sonia).post(f"{answer.thread.get_absolute_url()}faq/", sent(source=words))

    assert (refused.status_code, FaqEntry.objects.count()) == (422, 0)
    assert f"Ce texte nomme encore\u00a0: {told}." in refused.text


def test_the_text_must_be_read_again_and_the_answer_certified(signed_in, answer, alice, sonia):
    path = f"{answer.thread.get_absolute_url()}faq/"
    unread = sent()
    del unread["is_read"]
    assert signed_in(sonia).post(path, unread).status_code == 422
    other = make_thread(alice, "Sans réponse certifiée")
    assert signed_in(sonia).post(f"{other.get_absolute_url()}faq/", sent()).status_code == 409
    assert signed_in(alice).post(path, sent()).status_code == 403
    with pytest.raises(Forbidden):
        actions.publish(answer.thread, by=alice, title="x", source="y")


def test_a_thread_has_one_entry_which_is_mended_and_withdrawn(signed_in, answer, alice, sonia, bob):
    entry = actions.publish(answer.thread, by=sonia, title="Une question", source=TEXT)
    with pytest.raises(Refused):
        actions.publish(answer.thread, by=sonia, title="Encore", source=TEXT)
    address = entry.get_absolute_url()
    done = signed_in(sonia).post(f"{address}modifier/", sent(title="Mieux dit"))
    assert (done.status_code, fresh(entry).title) == (302, "Mieux dit")
    assert signed_in(alice).get(f"{address}modifier/").status_code == 403
    assert signed_in(bob).get(address).status_code == 404

    client = signed_in(sonia)
    client.post(f"{address}retirer-de-la-faq/", {"reason": "Le cadre a changé.", "once": new_key()})
    assert (fresh(entry).state, signed_in(alice).get(address).status_code) == ("withdrawn", 404)
    assert "Mieux dit" not in signed_in(alice).get("/espace/club/faq/").text
    assert signed_in(sonia).get(address).status_code == 200


def test_certification_says_the_framework_and_is_taken_back(signed_in, answer, alice, sonia, zoe):
    thread = fresh(answer.thread)
    page = signed_in(alice).get(thread.get_absolute_url()).text
    assert (bool(thread.framework), thread.framework in page) == (True, True)
    for name, by in (("certify", zoe), ("withdraw", zoe)):
        with pytest.raises(Forbidden):
            answer.workflow.fire(answer, name, by=by)
    with pytest.raises(Refused):
        certified(thread.messages.get(number=1), sonia)
    answer.workflow.fire(answer, "withdraw", by=sonia)
    assert (fresh(thread).certified_id, fresh(thread).framework) == (None, "")


def test_an_author_makes_a_practice_of_their_message(signed_in, answer, zoe):
    address = f"{answer.get_absolute_url()}suite/practice/"
    assert "En faire une pratique" in signed_in(zoe).get(answer.thread.get_absolute_url()).text
    assert TEXT in signed_in(zoe).get(address).text
    key = new_key()
    led = [signed_in(zoe).post(address, {"once": key})["Location"] for _ in range(2)]
    practice = GoodPractice.objects.get()

    assert led == [f"{practice.get_absolute_url()}ecrire/identite/"] * 2
    assert (practice.description, practice.state, practice.proposed_by) == (TEXT, "draft", zoe)
    assert practice.organism == zoe.memberships.get().organism
    assert signed_in(zoe).get(led[0]).status_code == 200


def test_the_referent_begins_it_for_the_author_s_organism_which_is_told(
    signed_in, answer, zoe, sonia, mailoutbox
):
    outbox.deliver_due()
    mailoutbox.clear()
    led = signed_in(sonia).post(f"{answer.get_absolute_url()}suite/practice/", {"once": new_key()})
    practice = GoodPractice.objects.get()
    outbox.deliver_due()

    assert led["Location"] == practice.get_absolute_url()
    assert signed_in(sonia).get(led["Location"]).status_code == 200
    assert (practice.organism, practice.proposed_by) == (zoe.memberships.get().organism, zoe)
    assert [m.to for m in mailoutbox] == [[zoe.email]]


def test_nobody_else_makes_something_of_a_message(signed_in, answer, alice, zoe, sonia):
    address = answer.get_absolute_url()
    assert signed_in(alice).post(f"{address}suite/practice/").status_code == 403
    assert signed_in(zoe).post(f"{address}suite/rien/").status_code == 404
    with pytest.raises(Forbidden):
        text_history.OFFSHOOTS["practice"].start(alice, "x", "y", zoe)
    assert GoodPractice.objects.count() == 0
    office = certified(make_answer(answer.thread, sonia, "Du référent"), sonia)
    assert text_history.suited(sonia, office.author) == []


def test_the_list_of_the_faq_costs_the_same_with_many(
    signed_in, alice, sonia, zoe, django_assert_num_queries
):
    client, costs = signed_in(alice), []
    for rank in range(4):
        message = certified(make_answer(make_thread(alice, f"Question {rank}"), zoe), sonia)
        actions.publish(message.thread, by=sonia, title=f"Entrée {rank}", source=TEXT)
        costs.append(rank)
        if rank in (0, 3):
            with django_assert_num_queries(10):
                client.get("/espace/club/faq/")
