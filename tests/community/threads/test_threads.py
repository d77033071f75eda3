"""Threads: ask, answer, edit, thank, follow; by whom and at what cost."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.models import Follow, Thanks, Thread, ThreadMessage
from community.threads import actions
from portal.core import clock
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused, audit_log
from tests.community.factories import (
    certified,
    club,
    fresh,
    make_alice,
    make_answer,
    make_club_animator,
    make_thread,
    make_writer,
)

pytestmark = pytest.mark.django_db
CAST = {
    "zoe": make_writer,
    "alice": make_alice,
}
LIST = "/espace/club/questions/"


@pytest.fixture
def alice(of_cast):
    return of_cast("alice")


@pytest.fixture
def organism(alice):
    return alice.memberships.get().organism


def text(response):
    return response.content.decode()


def test_a_member_asks_and_another_answers_in_the_browser(signed_in, alice, zoe):
    sent = {
        "title": "Qui nettoie les halls ?",
        "source": "Le lundi **surtout**.",
        "once": new_key(),
    }
    sent |= {"themes": ["T07"], "criterion": "T06.1"}
    asked = signed_in(alice).post(f"{LIST}poser/", sent)
    thread = Thread.objects.get()
    address = thread.get_absolute_url()
    assert (asked.status_code, asked["Location"]) == (302, address)
    assert sorted(tag.code for tag in thread.tags.all()) == ["T06", "T06.1", "T07"]

    answered = signed_in(zoe).post(f"{address}repondre/", {"source": "Nous.", "once": new_key()})
    page = text(signed_in(alice).get(address))
    assert answered["Location"] == f"{address}messages/2/"
    assert ("<strong>surtout</strong>" in page, "<p>Nous.</p>" in page) == (True, True)
    assert (fresh(thread).answers_count, fresh(thread).messages_count) == (1, 2)


def test_a_second_click_is_one_question_and_one_answer(signed_in, alice):
    client = signed_in(alice)
    sent = {"title": "Une question", "source": "Texte", "once": new_key()}
    codes = [client.post(f"{LIST}poser/", sent).status_code for _ in range(2)]
    thread = Thread.objects.get()
    answer = {"source": "Oui", "once": new_key()}
    codes += [
        client.post(f"{thread.get_absolute_url()}repondre/", answer).status_code for _ in range(2)
    ]

    assert (codes, ThreadMessage.objects.count()) == ([302] * 4, 2)


def test_bad_input_is_told_and_kept(signed_in, alice):
    client = signed_in(alice)
    empty = client.post(f"{LIST}poser/", {"title": " ", "source": "Gardez ceci", "once": new_key()})
    thread = make_thread(alice)
    nothing = client.post(
        f"{thread.get_absolute_url()}repondre/", {"source": "", "once": new_key()}
    )
    long = {"source": "a" * 8001, "once": new_key()}
    too_long = client.post(f"{thread.get_absolute_url()}repondre/", long)

    assert [empty.status_code, nothing.status_code, too_long.status_code] == [422, 422, 422]
    assert ("Gardez ceci" in text(empty), "en une phrase" in text(empty)) == (True, True)
    assert "Écrivez votre texte." in text(nothing)
    assert client.get(f"{LIST}?vue=rien&tri=rien&theme=T99&q=%00&page=abc").status_code == 200


@pytest.mark.parametrize("state", ["suspended", "withdrawn"])
def test_br_88_a_paused_or_former_member_reads_and_does_not_write(
    signed_in, alice, organism, zoe, state
):
    thread = make_thread(zoe)
    label = organism.labels.get()
    label.state, label.ended_on = state, "2026-11-01" if state == "withdrawn" else None
    label.save()
    client, address = signed_in(alice), thread.get_absolute_url()
    page = text(client.get(address))
    refused = [
        client.post(f"{LIST}poser/", {"title": "Non", "source": "Non"}),
        client.post(f"{address}repondre/", {"source": "Non"}),
        client.post(f"{address}messages/1/remercier/"),
        client.get(f"{address}messages/1/signaler/"),
    ]

    assert ("Répondre</button>" in page, "Merci" in page) == (False, False)
    assert "Poser une question" not in text(client.get(LIST))
    assert [one.status_code for one in refused] == [403] * 4
    assert all("sans y écrire, parce que" in text(one) for one in refused)
    assert (ThreadMessage.objects.count(), Thanks.objects.count()) == (1, 0)
    client.post(f"{address}suivre/", {"suivre": "1"})
    assert Follow.objects.filter(person=alice, is_on=True).exists()


def test_without_the_charter_one_is_told_to_accept_it(signed_in, alice, zoe):
    thread = make_thread(zoe)
    alice.charters.all().delete()
    refused = signed_in(alice).post(f"{thread.get_absolute_url()}repondre/", {"source": "Non"})

    assert (refused.status_code, "Acceptez d’abord la charte" in text(refused)) == (403, True)


def test_a_stranger_finds_nothing(signed_in, zoe, bob):
    thread = make_thread(zoe)
    client = signed_in(bob)
    paths = ("", "repondre/", "messages/1/", "messages/1/modifier/", "faq/", "clore-la-question/")
    codes = [client.get(f"{thread.get_absolute_url()}{path}").status_code for path in paths]
    codes += [client.get(LIST).status_code, client.get(f"{LIST}personnes.json?q=Zo").status_code]

    assert set(codes) == {404}
    with pytest.raises(Forbidden):
        actions.ask(club(), by=bob, title="Non", source="Non")


def test_one_mends_one_s_own_message_and_it_shows_after_half_an_hour(signed_in, alice, zoe):
    thread = make_thread(alice)
    address = f"{thread.get_absolute_url()}messages/1/modifier/"
    client = signed_in(alice)
    told = []
    for minutes, words in ((29, "Un mot de plus"), (31, "Encore un autre")):
        with clock.at(datetime(2026, 11, 24, 12) + timedelta(minutes=minutes)):
            client.post(address, {"title": "Mieux dit", "source": words, "once": new_key()})
            page = text(client.get(thread.get_absolute_url()))
            told.append((words in page, "modifié le" in page, "Mieux dit" in page))

    assert told == [(True, False, True), (True, True, True)]
    assert signed_in(zoe).get(address).status_code == 403


def test_mending_a_certified_answer_ends_its_certification(alice, zoe, sonia):
    thread = make_thread(alice)
    message = certified(make_answer(thread, zoe), sonia)
    assert fresh(thread).certified_id == message.pk

    actions.edit(message, by=zoe, source="Le contraire.")
    assert (fresh(thread).certified_id, fresh(thread).framework) == (None, "")


def test_thanks_are_one_a_person_and_never_for_oneself(signed_in, alice, zoe):
    message = make_answer(make_thread(alice), zoe)
    counts = []
    for _ in range(3):
        actions.thank(message, by=alice)
        counts.append(fresh(message).thanks_count)

    assert (counts, Thanks.objects.count()) == ([1, 0, 1], 1)
    assert signed_in(zoe).post(f"{message.get_absolute_url()}remercier/").status_code == 403


def test_an_author_follows_and_who_stopped_is_not_made_to_follow_again(alice, zoe):
    thread = make_thread(alice)
    actions.follow(thread, by=alice, is_on=False)
    make_answer(thread, alice)
    make_answer(thread, zoe)

    assert dict(thread.follows.values_list("person", "is_on")) == {alice.pk: False, zoe.pk: True}


def test_a_closed_question_takes_no_answer_until_it_is_open_again(signed_in, alice, sonia):
    thread = make_thread(alice)
    thread = thread.workflow.fire(thread, "close", by=sonia)
    with pytest.raises(Refused):
        make_answer(thread, alice)
    page = text(signed_in(alice).get(thread.get_absolute_url()))
    thread = thread.workflow.fire(thread, "reopen", by=sonia)

    assert ("est close" in page, "Répondre</button>" in page) == (True, False)
    assert make_answer(thread, alice).number == 2


def test_mentions_name_the_people_of_the_space_alone(signed_in, alice, zoe, bob, sonia):
    thread = make_thread(alice, source="@zoé lenoir et @Bob Bernier, @Sonia Vasseur ; @Zoé Lenoirs")
    message = thread.messages.get()
    page = text(signed_in(alice).get(thread.get_absolute_url()))

    assert {one.person for one in message.mentions.all()} == {zoe, sonia}
    assert ("<strong>@Zoé Lenoir</strong>" in page, "<strong>@Bob" in page) == (True, False)
    names = signed_in(alice).get(f"{LIST}personnes.json", {"q": "zo"}).json()
    assert names == {"rows": ["Zoé Lenoir"]}
    assert signed_in(alice).get(f"{LIST}personnes.json", {"q": "bob"}).json() == {"rows": []}


def test_each_act_is_told_in_the_journal_of_the_thread(alice, zoe, sonia):
    thread = make_thread(alice)
    message = make_answer(thread, zoe)
    actions.edit(message, by=zoe, source="Autrement.")
    certified(message, sonia)
    acts = list(audit_log.entries_of(thread).order_by("seq").values_list("act", "actor_name"))

    who = [("ask", alice), ("answer", zoe), ("mend", zoe), ("certify", sonia)]
    assert acts == [(act, str(person)) for act, person in who]


def test_a_search_and_the_filters_find_what_they_say(signed_in, alice, zoe, sonia):
    one = make_thread(zoe, "Ascenseurs en panne", tags=("T07",), source="Le matin.")
    other = make_thread(alice, "Encombrants dans les halls")
    certified(make_answer(one, zoe, "Un contrat avec télésurveillance."), sonia)
    client = signed_in(alice)

    def found(query):
        page = text(client.get(f"{LIST}?{query}"))
        return [one.title in page, other.title in page]

    both, first, second, none = [True, True], [True, False], [False, True], [False, False]
    asked = {
        "": both, "q=ascenseur": first, "q=telesurveillance": first, "q=hall": second,
        "q=rien+ascenseur": none, f"q={other.reference}": second, "vue=sans-reponse": second,
        "vue=certifiees": first, "vue=suivies": second, "theme=T07": first, "theme=T06": none,
    }  # fmt: skip
    assert {query: found(query) for query in asked} == asked


REMEMBERED = (
    "labelling_theme", "labelling_evaluationframeworkversion", "labelling_criterion",
    "labelling_labelrulesversion",
)  # fmt: skip


def cost(client, path):
    """But for the framework and rules in force, which a process remembers outside a test's transaction."""
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return sum(not any(f'FROM "{name}"' in one["sql"] for name in REMEMBERED) for one in queries)


def test_the_list_costs_the_same_with_one_and_many(signed_in, alice, sonia):
    clients = {alice: signed_in(alice)}
    make_thread(alice)
    one = cost(clients[alice], LIST)
    office = cost(signed_in(sonia), LIST)
    for rank in range(30):
        make_answer(make_thread(make_writer(), f"Question {rank}", tags=("T07",)), alice)

    assert (cost(signed_in(alice), LIST), one) == (one, 9)
    assert (cost(signed_in(sonia), LIST), office <= 9) == (office, True)


def test_a_thread_costs_the_same_with_one_answer_and_many(signed_in, alice, zoe, sonia):
    thread = make_thread(alice, tags=("T07",))
    certified(make_answer(thread, zoe), sonia)
    address = thread.get_absolute_url()
    whose = (alice, zoe, sonia, make_club_animator())
    one = [cost(signed_in(user), address) for user in whose]
    for _ in range(30):
        make_answer(thread, make_writer())

    assert [cost(signed_in(user), address) for user in whose] == one
    assert max(one) <= 15
    page = text(signed_in(alice).get(f"{address}?page=2"))
    assert ('id="m27"' in page, 'id="m26"' in page, 'id="m2"' in page) == (True, False, True)


def test_the_address_of_a_message_leads_to_its_page(signed_in, alice):
    thread = make_thread(alice)
    for _ in range(26):
        make_answer(thread, alice)
    client, address = signed_in(alice), thread.get_absolute_url()
    led = {n: client.get(f"{address}messages/{n}/")["Location"] for n in (1, 2, 26, 27)}

    assert led == {
        1: f"{address}#m1", 2: f"{address}#m2", 26: f"{address}#m26", 27: f"{address}?page=2#m27",
    }  # fmt: skip
    assert client.get(f"{address}messages/28/").status_code == 404
