"""Home of a space: blocks of each topic, figures, cost in queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.documents import actions as documents
from community.personas import paper
from community.spaces import figures, tabs
from community.threads.search_sources import questions
from portal.changes.listing import changes
from portal.core import clock
from portal.search import Query
from tests.community.factories import (
    certified,
    club,
    make_answer,
    make_club_animator,
    make_thread,
    make_writer,
)
from tests.community.polls.factories import make_open
from tests.community.test_pages import make_page

pytestmark = pytest.mark.django_db
HOME = "/espace/club/"
REMEMBERED = (
    "labelling_labelrulesversion"  # public: a process remembers it outside a test's transaction
)


def hide(message, by):
    return message.workflow.fire(message, "hide", by=by, motive="advert", reason="publicité")


def furnish(by, sonia, number):
    for rank in range(number):
        make_page(by, f"Page {rank}", is_pinned=True)
        documents.add(
            club(), by=by, file=paper(f"Papier {rank}", ["Un."]), title=f"Papier {rank}",
            folder="Charges", effective_on=clock.today(), asks_reading=True,
        )  # fmt: skip
        certified(make_answer(make_thread(make_writer(), f"Question {rank}"), by), sonia)
        make_open(by)


def cost(client):
    client.get(HOME)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(HOME).status_code == 200
    return sum(f'FROM "{REMEMBERED}"' not in one["sql"] for one in queries)


def test_the_home_costs_a_member_the_same_queries_with_one_thing_and_many(signed_in, sonia):
    anna, zoe = make_club_animator(), make_writer()
    furnish(anna, sonia, 1)
    one = cost(signed_in(zoe))
    furnish(anna, sonia, 6)

    assert (cost(signed_in(zoe)), one <= 25) == (one, True)


def test_the_home_shows_the_latest_questions_and_the_open_surveys(signed_in, sonia):
    anna, zoe = make_club_animator(), make_writer()
    shown, hidden = make_thread(zoe, "Qui ouvre les portes ?"), make_thread(zoe, "À masquer ?")
    hide(hidden.messages.get(), anna)
    survey = make_open(anna)
    page = signed_in(make_writer()).get(HOME).text

    assert (str(shown) in page, "À masquer" in page, str(survey) in page) == (True, False, True)


def test_figures_of_questions_are_told_to_all_and_late_ones_to_who_animates():
    anna, zoe = make_club_animator(), make_writer()
    with clock.at(clock.now() - timedelta(days=9)):
        late = make_thread(zoe, "Sans réponse ?")
        answered = make_thread(zoe, "Répondue ?")
    with clock.at(answered.created_at + timedelta(hours=6)):
        make_answer(answered, anna)
    hide(make_answer(late, anna), make_club_animator("Bea", "Roy"))

    def told(user):
        return {one.label: one.value for one in figures.activity_of(user, club())["rows"]}

    member, animator = told(zoe), told(anna)
    assert (member["Questions"], member["Réponses"]) == (2, 1)
    assert "Sans réponse depuis 7 jours" not in member
    assert animator["Sans réponse depuis 7 jours"] == 1
    assert animator["Heures avant la première réponse"] == 6


def test_the_feed_tells_questions_and_answers_but_nothing_of_moderation():
    anna, zoe = make_club_animator(), make_writer()
    since = clock.now() - timedelta(hours=1)
    message = make_answer(make_thread(zoe), anna)
    hide(message, make_club_animator("Bea", "Roy"))
    found = changes(make_writer(), club(), since)

    lines = sorted(line.words for _, rows in found.days for line in rows)
    assert (found.count, lines) == (2, ["une question est posée", "une réponse est donnée"])


def test_the_search_finds_a_question_by_its_answers_and_never_what_is_hidden():
    anna, zoe = make_club_animator(), make_writer()
    thread = make_thread(zoe, "Ascenseurs en panne")
    message = make_answer(thread, zoe, "Un contrat avec télésurveillance.")

    def found(text, user=None):
        return [one.title for one in questions(user or anna, Query.of(text))]

    said = ["Ascenseurs en panne"]
    assert (found("telesurveillance"), found(thread.reference)) == (said, said)
    hide(message, anna)
    assert (found("telesurveillance"), found("ascenseur")) == ([], said)
    hide(thread.messages.get(number=1), anna)
    assert (found("ascenseur"), found(thread.reference)) == ([], [])


def test_the_search_finds_nothing_of_a_space_that_does_not_open(alice):
    thread = make_thread(make_writer(), "Ascenseurs en panne")

    assert list(questions(alice, Query.of("ascenseur"))) == []
    assert list(questions(alice, Query.of(thread.reference))) == []


def test_the_tabs_stand_in_their_order_without_a_double():
    shown = [tab.label for tab in tabs.TABS]

    assert shown == [
        "L’espace", "Questions", "FAQ", "Pages", "Documents", "Enquêtes", "Annuaire", "Organismes",
        "Mentorat", "Équipe", "Charte",
    ]  # fmt: skip
