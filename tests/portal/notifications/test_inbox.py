"""Messages of a person in the portal: at once, theirs alone, counted in the bar."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.access import affiliations
from portal.core import clock
from portal.inbox import listing
from portal.mail_desk.actions import hold
from portal.notifications import outbox
from portal.notifications.models import Message
from tests import factories
from tests.markup import tidy

pytestmark = pytest.mark.django_db
MESSAGES, MARK = "/espace/messages/", "/espace/messages/marquer/"


def rows(page, query=""):
    return page.get(f"{MESSAGES}{query}").context["rows"]


def titles(page, query=""):
    return [row.title for row in rows(page, query)]


def mark(page, act, key, **more):
    return page.post(MARK, {"act": f"{act}:{key}"} | more)


def test_a_message_is_in_the_portal_before_its_mail(tell, alice, dossier, signed_in, choose):
    choose(alice, "plain", "week")
    with clock.at(clock.parse("2026-11-26 10:00")):
        tell(alice, dossier)
        outbox.deliver_due()

    [row] = rows(signed_in(alice))
    assert (row.title, row.url) == ("Du nouveau", dossier.get_absolute_url())
    assert row.name == str(dossier)
    assert row.wait == "courriel prévu le 30\u00a0novembre 2026, 8\u00a0h\u00a000"


def test_the_latest_told_comes_first_whatever_the_order_of_writing(tell, alice, dossier, signed_in):
    told = [tell(alice, dossier) for _ in range(3)]
    for message, day in zip(told, (20, 22, 21), strict=True):
        moment = clock.parse(f"2026-11-{day} 10:00")
        Message.objects.filter(pk=message.pk).update(ready_at=moment)

    found = [row.message.pk for row in rows(signed_in(alice))]
    assert found == [told[1].pk, told[2].pk, told[0].pk]


def test_once_the_mail_has_left_its_words_are_read(tell, alice, dossier, signed_in):
    tell(alice, dossier)
    outbox.deliver_due()

    assert titles(signed_in(alice)) == [f"{dossier.reference} : du nouveau"]


def test_a_message_is_read_done_and_taken_back(tell, alice, dossier, signed_in):
    key = tell(alice, dossier).pk
    page = signed_in(alice)

    found = {}
    for act in ("read", "unread", "done", "undone"):
        assert mark(page, act, key).status_code == 302
        found[act] = [len(rows(page, f"?vue={view}")) for view in listing.VIEWS]
    assert found == {
        "read": [0, 1, 0],
        "unread": [1, 1, 0],
        "done": [0, 0, 1],
        "undone": [0, 1, 0],
    }


def test_a_link_that_is_followed_is_read_without_a_word(tell, alice, dossier, signed_in):
    message, page = tell(alice, dossier), signed_in(alice)

    answer = page.post(MARK, {"act": f"read:{message.pk}"}, headers={"X-Quiet": "1"})

    assert (answer.status_code, rows(page)) == (204, [])


def test_all_of_a_group_are_read_at_once(tell, alice, dossier, signed_in):
    for kind in ("plain", "other", "plain"):
        tell(alice, dossier, kind)
    Message.objects.filter(notice="essai.other").update(notice="dossier.registered")
    page = signed_in(alice)

    assert len(rows(page, "?groupe=Dossiers")) == 1
    mark(page, "read", "all", groupe="Essais")

    assert titles(page) == ["Votre dossier est enregistré"]


def test_a_foreign_message_and_a_missing_one_give_the_same_404(
    tell, alice, bob, dossier, signed_in
):
    theirs = tell(alice, dossier).pk
    page = signed_in(bob)

    answers = [mark(page, "read", key).status_code for key in (theirs, 9_999, "x", "9" * 40)]
    assert answers == [404] * 4
    assert mark(page, "burn", theirs).status_code == 404
    assert Message.objects.get(pk=theirs).read_at is None
    assert rows(page) == []


def test_br96_what_lost_its_right_leads_nowhere_and_names_nothing(
    tell, alice, bob, dossier, signed_in
):
    tell(alice, dossier)
    outbox.deliver_due()
    type(dossier).objects.update(organism=bob.memberships.first().organism)

    [row] = rows(signed_in(alice))
    assert (row.is_void, row.url, row.name, row.title) == (True, "", "", "Du nouveau")
    body = signed_in(alice).get(MESSAGES).content.decode()
    assert "Sans objet" in body
    assert dossier.reference not in body


def test_a_message_whose_act_is_done_says_so_and_still_leads_there(tell, alice, dossier, signed_in):
    tell(alice, dossier, states=("draft",), asks=True)
    outbox.deliver_due()
    before = rows(signed_in(alice))[0]
    type(dossier).objects.update(state="discontinued")
    [after] = rows(signed_in(alice))

    assert (before.is_settled, after.is_settled, after.is_void) == (False, True, False)
    assert (after.title, after.url) == (before.title, dossier.get_absolute_url())
    assert "Réglé" in signed_in(alice).get(MESSAGES).content.decode()


def test_br96_what_lost_its_condition_is_without_object(tell, alice, dossier, signed_in):
    tell(alice, dossier, still=lambda thing: thing.version == 1)
    outbox.deliver_due()
    assert [row.is_void for row in rows(signed_in(alice))] == [False]

    type(dossier).objects.update(version=2)

    assert [row.is_void for row in rows(signed_in(alice))] == [True]


def test_what_is_held_or_dropped_is_not_counted(tell, alice, sonia, dossier, signed_in):
    hold(sonia, until_on=date(2099, 1, 1), reason="Le texte change.", message=tell(alice, dossier))
    for state in ("dropped", "pending", "kept", "sent"):
        message = tell(alice, dossier)
        Message.objects.filter(pk=message.pk).update(state=state)
    affiliations.forget(alice)

    assert listing.unread_count(alice) == 3
    page = signed_in(alice)
    assert len(rows(page)) == 3
    assert [row.is_void for row in rows(page, "?vue=tous")] == [False, False, False, True]


@pytest.mark.parametrize(("number", "said"), [(1, "non lu"), (3, "non lus")])
def test_the_bar_says_how_many_are_unread(tell, alice, dossier, signed_in, number, said):
    for _ in range(number):
        tell(alice, dossier)

    body = tidy(signed_in(alice).get("/espace/").content.decode())

    link = body[body.index('<a href="/espace/messages/"') :].partition("</a>")[0]
    name = "".join(part.partition(">")[2] for part in link.split("<"))
    assert name == f"Messages, {number} {said}"


def test_the_count_costs_no_query(tell, alice, dossier, signed_in):
    """The control counts the queries of a page of somebody without any message."""
    page = signed_in(alice)
    page.get("/espace/")
    costs = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            page.get("/espace/")
        costs.append(len(queries))
        for _ in range(5):
            tell(alice, dossier)
    assert costs[0] == costs[1]
    told = [q for q in queries.captured_queries if "portal_message" in q["sql"]]
    assert len(told) == 1
    assert "UNION ALL" in told[0]["sql"]


def test_the_list_costs_the_same_with_one_and_many(tell, sonia, dossier, signed_in):
    """Twelve dossiers of twelve organisms, as the référent sees them."""
    page, costs = signed_in(sonia), []
    tell(sonia, dossier)
    for _ in range(2):
        page.get(MESSAGES)
        with CaptureQueriesContext(connection) as queries:
            page.get(MESSAGES)
        costs.append(len(queries))
        for kind in ("plain", "other", "daily") * 4:
            tell(sonia, factories.make_dossier(factories.make_organism()), kind)
    assert len(rows(page)) == listing.PAGE
    assert costs[0] == costs[1]


def test_a_long_list_is_paginated(tell, alice, dossier, signed_in):
    for _ in range(listing.PAGE + 3):
        tell(alice, dossier)
    page = signed_in(alice)

    assert [len(rows(page, f"?page={n}")) for n in (1, 2, "x")] == [listing.PAGE, 3, listing.PAGE]


def test_a_list_is_newest_first(tell, alice, dossier, signed_in):
    with clock.at(clock.parse("2026-11-26 10:00")):
        old = tell(alice, dossier)
    with clock.at(clock.parse("2026-11-26 11:00")):
        new = tell(alice, dossier)

    assert [row.message.pk for row in rows(signed_in(alice))] == [new.pk, old.pk]
