"""Changes since the last visit on the home of a space, and its open poll."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.pages import actions as pages
from community.pages.workflow import PAGE
from community.polls import actions
from community.polls.workflow import SURVEY
from community.threads.actions import answer
from portal.changes.actions import note
from portal.changes.listing import changes
from portal.changes.models import Visit
from portal.core import clock
from tests.community.factories import make_thread
from tests.community.polls.factories import LAST, animate, club, make_draft, make_members, make_open

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12)


@pytest.fixture
def ana():
    (person,) = make_members(1)
    return animate(person)


def test_the_space_tells_the_surveys_opened_since_and_no_draft(ana, signed_in):
    (member,) = make_members(1)
    with clock.at(NOON - timedelta(days=4)):
        note(member, [club()])
    make_open(ana)
    make_draft(ana)
    text = signed_in(member).get("/espace/club/").text

    assert "Depuis votre visite du 20\u00a0novembre 2026\u00a0: 1\u00a0changement" in text
    assert "Une enquête est ouverte" in text


def test_the_poll_is_answered_from_the_first_page_of_the_space(ana, signed_in):
    (member,) = make_members(1)
    poll = actions.create_poll(club(), by=ana, title="Quel jour ?", options=["Lundi", "Mardi"])
    SURVEY.fire(poll, "open", by=ana, closes_on=LAST, secrecy="anonymous", per="person")
    client = signed_in(member)
    before = client.get("/espace/club/").text
    client.post(f"{poll.get_absolute_url()}repondre/", {f"q{poll.questions.get().pk}": "2"})
    after = client.get("/espace/club/").text

    assert f'action="{poll.get_absolute_url()}repondre/"' in before
    assert "Réponses anonymes, jusqu’au" in before
    assert "Vous avez répondu." in after
    assert f'action="{poll.get_absolute_url()}repondre/"' not in after


def test_the_first_page_costs_the_same_for_one_change_and_twenty(ana, signed_in):
    (member,) = make_members(1)
    client = signed_in(member)
    with clock.at(NOON - timedelta(days=4)):
        note(member, [club()])

    def cost():
        with clock.at(NOON), CaptureQueriesContext(connection) as captured:
            client.get("/espace/club/")
        return len(captured)

    make_open(ana)
    cost()
    one = cost()
    for _ in range(19):
        make_open(ana)

    assert cost() == one


def publish_page(by, title):
    page = pages.begin(club(), by=by, title=title)
    page.text = "Bonjour."
    page.save()
    return PAGE.fire(page, "publish", by=by)


def test_a_line_names_what_changed_and_leads_to_it(ana, signed_in):
    """A question, its answers of the day, a survey, a document, a page: by their titles, never a draft's."""
    (member,) = make_members(1)
    note(member, [club()])
    Visit.objects.update(seen_at=clock.now() - timedelta(days=4))
    asked = make_thread(ana, "Qui relève les compteurs\u00a0?")
    for text in ("Nous.", "Le gardien."):
        answer(asked, by=ana, source=text)
    survey = make_open(ana)
    page = publish_page(ana, "Le règlement")
    page.title = "Un brouillon"
    page.save(update_fields=["title"])
    days = changes(member, club(), clock.now() - timedelta(days=4)).days
    lines = [line for _day, lines in days for line in lines]

    assert {(line.words, line.title, line.url) for line in lines} == {
        ("une question est posée", asked.title, asked.get_absolute_url()),
        ("2 réponses sont données", asked.title, asked.get_absolute_url()),
        ("une enquête est ouverte", survey.title, survey.get_absolute_url()),
        ("une page est publiée", "Le règlement", page.get_absolute_url()),
    }
    text = signed_in(member).get("/espace/club/").text
    assert f'Une question est posée\u00a0: <a href="{asked.get_absolute_url()}">' in text


def test_beyond_five_in_a_day_things_are_counted_not_named(ana):
    (member,) = make_members(1)
    for _ in range(5):
        make_open(ana)
    since = clock.now() - timedelta(days=4)

    def said():
        ((_day, lines),) = changes(member, club(), since).days
        return [(line.words, bool(line.url)) for line in lines]

    assert said() == [("une enquête est ouverte", True)] * 5
    make_open(ana)
    assert said() == [("6 enquêtes sont ouvertes", False)]


def test_what_was_taken_off_since_is_neither_named_nor_counted(ana):
    (member,) = make_members(1)
    page = publish_page(ana, "Le règlement")
    since = clock.now() - timedelta(days=4)
    before = changes(member, club(), since).count
    PAGE.fire(page, "withdraw", by=ana)

    assert [before, changes(member, club(), since).count] == [1, 0]


def test_when_nothing_happened_a_query_a_kind_says_so(ana, django_assert_num_queries):
    (member,) = make_members(1)
    space = club()
    changes(member, space, clock.now())  # what binds them is read by every page
    with django_assert_num_queries(5):
        assert changes(member, space, clock.now()).count == 0
