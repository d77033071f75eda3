"""Members' search of the communities: finds what one may read today, and nothing else."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.documents.workflow import DOCUMENT
from community.faq import actions as faq
from community.models import SpaceMember
from community.pages import actions
from community.pages.workflow import PAGE
from community.spaces.members.roles import forget
from portal.access import affiliations
from portal.core import clock
from portal.notifications import outbox
from portal.search.registry import search
from tests.community.factories import (
    certified,
    club,
    fresh,
    make_answer,
    make_club_animator,
    make_club_member,
    make_group,
    make_thread,
    make_writer,
    settle,
)
from tests.community.test_documents import make_document

pytestmark = pytest.mark.django_db
CAST = {
    "zoe": make_writer,
    "lea": lambda: make_club_animator("Léa", "Mateur"),
}


def found(user, text):
    """{kind: titles} of what one finds, as the page counts it."""
    forget(user)
    affiliations.forget(user)
    kinds = search(user, text)
    assert all(kind.count == len(kind.found[:99]) for kind in kinds)
    return {kind.code: [one.title for one in kind.found[:99]] for kind in kinds}


def make_page(by, title, text, space=None):
    page = actions.begin(space or club(), by=by, title=title)
    page.text = text
    page.save()
    return page


@pytest.mark.parametrize(
    "typed", ["éclairages", "ECLAIRAGE", "l’éclairage", "eclairages défectueux"]
)
def test_messages_documents_pages_and_entries_are_found_as_people_write(zoe, lea, sonia, typed):
    thread = make_thread(zoe, "L’éclairage du hall", source="Défectueux depuis un mois.")
    make_document(lea, "Éclairages", summary="Ce qui est défectueux")
    PAGE.fire(
        make_page(lea, "L’éclairage", "Un point **défectueux** se signale."), "publish", by=lea
    )
    answer = certified(make_answer(thread, lea, "Un détecteur."), sonia)
    faq.publish(fresh(answer.thread), by=sonia, title="Éclairage", source="Défectueux : signalez.")

    told = found(zoe, typed)
    assert {code: told.get(code) for code in ("questions", "documents", "espaces", "faq")} == {
        "questions": ["L’éclairage du hall"],
        "documents": ["Éclairages"],
        "espaces": ["L’éclairage"],
        "faq": ["Éclairage"],
    }


@pytest.mark.parametrize(
    ("typed", "mended"), [("éclérage", "éclairage"), ("nettoyaje des hals", "nettoyage des halls")]
)
def test_a_misspelt_word_gets_a_proposal_made_of_what_one_sees(signed_in, zoe, bob, typed, mended):
    make_thread(zoe, "L’éclairage et le nettoyage des halls")
    page = signed_in(zoe).get("/espace/recherche/", {"q": typed}).text

    assert ("Vouliez-vous dire" in page, f">{mended}</a>" in page) == (True, True)
    assert "Vouliez-vous dire" not in signed_in(bob).get("/espace/recherche/", {"q": typed}).text
    assert "L’éclairage" in signed_in(zoe).get("/espace/recherche/", {"q": mended}).text


def test_nothing_of_a_hidden_message_nor_of_a_hidden_question(zoe, lea, sonia):
    thread = make_thread(zoe, "Le hall", source="Un mot")
    answer = make_answer(thread, zoe, "Une pergola fut posée.")
    assert found(lea, "pergola") == {"questions": ["Le hall"]}
    answer.workflow.fire(answer, "hide", by=lea, motive="topic", details="", reason="x")
    assert [found(who, "pergola") for who in (lea, zoe, sonia)] == [{}, {}, {}]
    first = thread.messages.get(number=1)
    first.workflow.fire(first, "hide", by=lea, motive="topic", details="", reason="x")
    assert [found(who, f"{thread.reference}") for who in (lea, zoe, sonia)] == [{}, {}, {}]
    first.workflow.fire(fresh(first), "restore", by=lea, reason="x")
    assert found(lea, "hall") == {"questions": ["Le hall"]}


def test_nothing_of_a_draft_nor_of_an_unpublished_change_nor_of_what_was_withdrawn(zoe, lea, sonia):
    page = make_page(lea, "Une pergola", "Pergola")
    assert [found(who, "pergola") for who in (zoe, lea, sonia)] == [{}, {}, {}]
    page = PAGE.fire(page, "publish", by=lea)
    page.title, page.text = "Une tonnelle", "Tonnelle"
    page.save()
    assert found(zoe, "pergola") == {"espaces": ["Une pergola"]}
    assert [found(who, "tonnelle") for who in (zoe, lea, sonia)] == [{}, {}, {}]
    page = PAGE.fire(fresh(page), "publish", by=lea)
    assert (found(zoe, "pergola"), found(zoe, "tonnelle")) == ({}, {"espaces": ["Une tonnelle"]})
    PAGE.fire(page, "withdraw", by=lea)
    assert [found(who, "tonnelle") for who in (zoe, lea)] == [{}, {}]

    paper = make_document(lea, "Le belvédère")
    assert found(zoe, "belvédères") == {"documents": ["Le belvédère"]}
    DOCUMENT.fire(paper, "retire", by=lea)
    assert [found(who, "belvédère") for who in (zoe, lea, sonia)] == [{}, {}, {}]


def test_nothing_of_another_space_nor_of_a_group_one_has_left(zoe, lea, sonia):
    group = make_group()
    seat = SpaceMember.objects.create(space=group, person=zoe, function="member")
    settle(zoe, group)
    make_thread(zoe, "Une pergola", space=group)
    make_document(sonia, "La pergola", space=group)
    both = {"questions": ["Une pergola"], "documents": ["La pergola"]}
    assert (found(zoe, "pergola"), found(lea, "pergola")) == (both, {})

    seat.since_on, seat.until_on = date(2026, 1, 1), date(2026, 11, 23)
    seat.save()
    assert found(zoe, "pergola") == {}


def test_br_88_a_pause_and_the_grace_read_and_after_it_nothing(zoe, lea):
    make_thread(lea, "Une pergola")
    label = zoe.memberships.get().organism.labels.get()
    label.state = "suspended"
    label.save()
    assert found(zoe, "pergola") == {"questions": ["Une pergola"]}
    label.state, label.ended_on = "withdrawn", date(2026, 11, 20)
    label.save()
    assert found(zoe, "pergola") == {"questions": ["Une pergola"]}
    with clock.at(datetime(2027, 12, 1, 12)):
        assert found(zoe, "pergola") == {}


def test_a_mail_leads_to_what_it_is_about_and_names_nothing_once_it_is_seen_no_more(
    zoe, lea, mailoutbox
):
    thread = make_thread(zoe, "Une pergola")
    answer = make_answer(thread, lea, "Voyez /espace/pratiques/ et https://portail.test/espace/.")
    with clock.at(datetime(2026, 11, 26, 12)):
        outbox.deliver_due()
        kinds = {kind.code: kind.found for kind in search(zoe, "pergola")}
        [mail] = kinds["courriels"][:9]
        assert mail.url == answer.get_absolute_url()
        assert kinds["courriels"][0] == mail
        zoe.memberships.update(is_active=False)
        assert found(zoe, "pergola") == {}


def test_a_mail_about_what_was_hidden_since_leads_nowhere(zoe, lea):
    answer = make_answer(make_thread(zoe, "Une pergola"), lea, "Oui")
    with clock.at(datetime(2026, 11, 26, 12)):
        outbox.deliver_due()
        thread = answer.thread
        first = thread.messages.get(number=1)
        first.workflow.fire(first, "hide", by=lea, motive="topic", details="", reason="x")
        [mail] = {k.code: k.found for k in search(zoe, "pergola")}["courriels"][:9]
        assert (mail.url, "pergola" in mail.title) == ("", False)


def test_the_search_costs_the_same_with_one_of_each_and_many(zoe, lea, sonia):
    def fill(rank):
        thread = make_thread(lea, f"Une pergola {rank}")
        make_answer(thread, zoe, "Une pergola")
        message = certified(make_answer(thread, lea, "Pergola"), sonia)
        faq.publish(fresh(message.thread), by=sonia, title=f"Pergola {rank}", source="Pergola")
        make_document(lea, f"Pergola {rank}")
        PAGE.fire(make_page(lea, f"Pergola {rank}", "x"), "publish", by=lea)

    def cost():
        forget(zoe)
        affiliations.forget(zoe)
        with CaptureQueriesContext(connection) as queries:
            shown = [kind.found[:5] for kind in search(zoe, "pergola")]
        return len(queries), len(shown)

    fill(0)
    with clock.at(datetime(2026, 11, 26, 12)):
        outbox.deliver_due()
        cost()
        first = cost()
        for rank in range(1, 5):
            fill(rank)
    with clock.at(datetime(2026, 11, 27, 12)):
        outbox.deliver_due()
        assert cost() == first


def test_a_member_of_another_club_finds_nothing_by_any_of_these_words(zoe, lea, bob):
    make_thread(zoe, "Une pergola")
    make_document(lea, "La pergola")
    PAGE.fire(make_page(lea, "Pergola", "x"), "publish", by=lea)
    other = make_club_member("Marc", "Petit")
    assert (found(bob, "pergola"), sorted(found(other, "pergola"))) == (
        {}, ["documents", "espaces", "questions"]
    )  # fmt: skip
