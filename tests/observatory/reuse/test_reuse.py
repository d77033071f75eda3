"""Reuse («\u00a0Nous l’avons fait »): who declares, who reviews, what is counted and shown."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from observatory.practices.models import GoodPractice
from observatory.reuse import actions
from observatory.reuse.models import PracticeReuse
from observatory.reuse.workflow import REUSE
from portal.access.roles import give_role
from portal.models import Role
from portal.notifications import outbox
from portal.web import worklist
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused
from tests import factories
from tests.observatory.factories import make_practice

pytestmark = pytest.mark.django_db
FACTS = {
    "year": 2025,
    "context": "Deux tours de 90 logements.",
    "changes": "Une visite sur deux le soir.",
    "result": "Les réclamations baissent d’un tiers.",
    "measure": "Réclamations\u00a0: de 310 à 195 par an",
    "is_named": True,
}
REASON = {"reason": "Il manque le nombre de logements concernés."}


@pytest.fixture
def practice(organism):
    return make_practice(organism, "published", known_reuses=3, reuse_count=3)


@pytest.fixture
def corvange(bob):
    return bob.memberships.get().organism


def declare(practice, bob, **facts):
    organism = bob.memberships.get().organism
    return actions.declare(practice, organism, by=bob, **FACTS | facts)


def count(practice):
    return GoodPractice.objects.get(pk=practice.pk).reuse_count


def test_a_trial_is_counted_and_shown_once_it_is_accepted(client, practice, alice, bob, sonia):
    reuse = declare(practice, bob)
    before = client.get(practice.get_public_url()).content.decode()

    REUSE.fire(reuse, "accept", by=sonia)
    outbox.deliver_due()
    after = client.get(practice.get_public_url()).content.decode()
    told = outbox.Message.objects.filter(state="sent").values_list("notice", "person")

    assert (FACTS["result"] in before, FACTS["result"] in after) == (False, True)
    assert (count(practice), "4\u00a0organismes ont repris" in after) == (4, True)
    assert set(told) >= {("reuse.accepted", bob.pk), ("reuse.reused", alice.pk)}


def test_without_consent_it_is_counted_and_not_told(client, practice, bob, sonia):
    REUSE.fire(declare(practice, bob, is_named=False), "accept", by=sonia)
    page = client.get(practice.get_public_url()).content.decode()

    assert (count(practice), FACTS["result"] in page, "Corvange" in page) == (4, False, False)


def test_it_is_never_one_s_own_nor_twice_nor_of_a_hidden_practice(practice, organism, alice, bob):
    draft = make_practice(organism)
    declare(practice, bob)
    tries = (
        (practice, organism, alice, Forbidden, "own"),
        (practice, organism, bob, Forbidden, "forbidden"),
        (practice, bob.memberships.get().organism, bob, Refused, "again"),
        (draft, bob.memberships.get().organism, bob, Refused, "practice_gone"),
    )
    for thing, who, by, kind, code in tries:
        with pytest.raises(kind) as caught:
            actions.declare(thing, who, by=by, **FACTS)
        assert caught.value.codes == [code]

    assert PracticeReuse.objects.count() == 1


def test_the_database_refuses_one_s_own_and_a_second_one(practice, bob):
    reuse = declare(practice, bob)
    rows = PracticeReuse.objects.filter(pk=reuse.pk)
    with pytest.raises(IntegrityError, match="reuse_never_one_s_own"), transaction.atomic():
        rows.update(organism=F("told_by"))
    reuse.pk, reuse.reference = None, "QH-N-2026-0099"
    with pytest.raises(IntegrityError), transaction.atomic():
        reuse.save(force_insert=True)


def test_withdrawn_by_its_organism_it_leaves_at_once_and_may_be_told_again(
    client, practice, bob, sonia
):
    reuse = REUSE.fire(declare(practice, bob), "accept", by=sonia)

    REUSE.fire(reuse, "withdraw", by=bob)

    assert count(practice) == 3
    assert FACTS["result"] not in client.get(practice.get_public_url()).content.decode()
    assert declare(practice, bob).state == "declared"


def test_the_reader_says_why_and_the_organism_answers(practice, bob, sonia):
    """Another than its author reads it: a référent of the organism does not."""
    reuse = declare(practice, bob)
    give_role(bob, Role.REFERENT)
    with pytest.raises(Forbidden):
        REUSE.fire(reuse, "accept", by=bob)
    bob.groups.clear()

    reuse = REUSE.fire(reuse, "send_back", by=sonia, **REASON)
    assert (reuse.moderation_note, count(practice)) == (REASON["reason"], 3)
    assert [t.button for t in worklist.lists(bob)["do"] if "reprises" in t.url] == ["Préciser"]
    again = REUSE.fire(reuse, "resubmit", by=bob)
    assert (again.state, again.moderation_note) == ("declared", "")
    gone = REUSE.fire(REUSE.fire(again, "accept", by=sonia), "reject", by=sonia, **REASON)
    assert (gone.state, gone.accepted_on, count(practice)) == ("rejected", None, 3)


def test_a_withdrawn_practice_hides_its_trials(client, practice, bob, sonia, alice, signed_in):
    reuse = REUSE.fire(declare(practice, bob), "accept", by=sonia)
    chloe = factories.make_member(factories.make_organism(), first_name="Zoé")
    address = reuse.get_absolute_url()
    seen = signed_in(chloe).get(address).status_code
    practice.workflow.fire(practice, "withdraw", by=alice)

    assert (seen, client.get(address).status_code) == (200, 404)
    assert client.get(practice.get_public_url()).status_code == 410


def test_in_the_browser_what_is_typed_is_kept_and_a_second_click_is_one(signed_in, practice, bob):
    client, address = signed_in(bob), f"/espace/reprises/raconter/{practice.slug}/"
    key = new_key()
    wrong = client.post(address, FACTS | {"year": 1820, "once": new_key()})
    first = client.post(address, FACTS | {"once": key})
    second = client.post(address, FACTS | {"once": key})
    third = client.post(address, FACTS | {"once": new_key()})

    reuse = PracticeReuse.objects.get()
    assert (wrong.status_code, FACTS["context"] in wrong.content.decode()) == (422, True)
    assert {first["Location"], second["Location"]} == {reuse.get_absolute_url()}
    assert (third.status_code, actions.AGAIN in third.content.decode()) == (409, True)

    edited = client.post(
        f"{reuse.get_absolute_url()}ecrire/",
        FACTS | {"result": "Mieux.", "version": reuse.version, "once": new_key()},
    )
    reuse.refresh_from_db()
    assert (edited.status_code, reuse.result) == (302, "Mieux.")


def test_once_read_again_it_is_only_read(signed_in, practice, bob, sonia):
    reuse = REUSE.fire(declare(practice, bob), "accept", by=sonia)

    assert signed_in(bob).get(f"{reuse.get_absolute_url()}ecrire/").status_code == 409


def test_who_may_not_tell_is_told_so(signed_in, practice, alice, sonia):
    address = f"/espace/reprises/raconter/{practice.slug}/"
    own = signed_in(alice)
    assert (own.get(address).status_code, own.post(address, FACTS).status_code) == (403, 403)
    assert "Raconter notre essai" not in own.get(practice.get_public_url()).content.decode()
    assert signed_in(sonia).get(address).status_code == 403


def test_the_list_and_the_sheet_cost_the_same_with_many(
    signed_in, practice, bob, sonia, django_assert_num_queries
):
    REUSE.fire(declare(practice, bob), "accept", by=sonia)
    client = signed_in(sonia)
    # Of the sheet, two for its neighbours.
    pages = {"/espace/reprises/": 8, practice.get_public_url(): 20}
    for address, many in pages.items():
        client.get(address)
        with django_assert_num_queries(many):
            assert client.get(address).status_code == 200
    for _ in range(4):
        other = factories.make_member(factories.make_organism())
        REUSE.fire(declare(practice, other), "accept", by=sonia)
    for address, many in pages.items():
        client.get(address)  # what the search keeps in memory is read again after the reuses
        with django_assert_num_queries(many):
            client.get(address)


def test_an_empty_list_says_where_to_begin(signed_in, bob):
    assert "Aucune reprise" in signed_in(bob).get("/espace/reprises/").content.decode()
