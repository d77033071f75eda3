"""Bookmarks are private; collections are seen by their audience and hold public practices only."""

import csv
import io

import pytest
from django.db import IntegrityError, transaction

from observatory.collections import actions
from observatory.collections.models import Bookmark, Collection
from observatory.collections.workflow import COLLECTION
from portal.documents import pdf
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused
from tests import factories
from tests.labelling.labels.factories import make_label
from tests.observatory.factories import make_practice

pytestmark = pytest.mark.django_db
HOME = "/espace/collections/"


@pytest.fixture
def practice(organism):
    return make_practice(organism, "published", title="Visiter les halls")


@pytest.fixture
def collection(alice, organism, practice):
    made = actions.open_collection(by=alice, title="Répondre plus vite", organism=organism)
    actions.put(made, practice, by=alice, note="À lire d’abord")
    return Collection.objects.get(pk=made.pk)


def codes(signed_in, address, *people):
    return [signed_in(who).get(address).status_code for who in people]


def test_a_bookmark_is_kept_and_let_go_by_its_owner_alone(signed_in, practice, alice, chloe):
    client, address = signed_in(alice), f"/espace/signets/{practice.slug}/"
    client.post(address, {"once": new_key()})
    assert practice.title in client.get(HOME).content.decode()
    assert "Ôter de mes signets" in client.get(practice.get_public_url()).content.decode()
    assert practice.title not in signed_in(chloe).get(HOME).content.decode()

    signed_in(alice).post(address, {"once": new_key()})
    assert Bookmark.objects.count() == 0
    assert client.get(address).status_code == 405


def test_each_audience_reads_and_no_other(
    signed_in, collection, alice, chloe, bob, sonia, organism
):
    """Private, one's organism, the club (labelled today), everybody."""
    club = factories.make_member(factories.make_organism(), first_name="Zoé")
    make_label(club.memberships.get().organism)
    make_label(organism)
    address, found = collection.get_absolute_url(), {}
    for step in ("", "share", "open_to_club", "close"):
        if step:
            collection = COLLECTION.fire(collection, step, by=alice)
        found[step] = codes(signed_in, address, alice, chloe, bob, club, sonia)

    assert found == {
        "": [200, 404, 404, 404, 404],
        "share": [200, 200, 404, 404, 404],
        "open_to_club": [200, 200, 404, 200, 200],
        "close": [200, 404, 404, 404, 404],
    }


def test_the_label_s_end_closes_the_club_s_collections(signed_in, collection, alice, organism):
    club = factories.make_member(factories.make_organism(), first_name="Zoé")
    label = make_label(club.memberships.get().organism)
    make_label(organism)
    COLLECTION.fire(collection, "open_to_club", by=alice)
    before = codes(signed_in, collection.get_absolute_url(), club)
    type(label).objects.filter(pk=label.pk).update(end_on="2026-01-01")

    assert before + codes(signed_in, collection.get_absolute_url(), club) == [200, 404]


def test_only_the_office_makes_a_public_selection(client, collection, practice, alice, sonia):
    with pytest.raises(Forbidden):
        COLLECTION.fire(collection, "publish", by=alice)
    with pytest.raises(Forbidden):
        COLLECTION.fire(collection, "publish", by=sonia)  # it is not hers
    own = actions.open_collection(by=sonia, title="Propreté, par où commencer")
    with pytest.raises(Refused):
        COLLECTION.fire(own, "publish", by=sonia)  # empty
    actions.put(own, practice, by=sonia)
    own = COLLECTION.fire(Collection.objects.get(pk=own.pk), "publish", by=sonia)

    assert practice.title in client.get(own.get_public_url()).content.decode()
    assert own.title in client.get("/observatoire/selections/").content.decode()
    COLLECTION.fire(own, "close", by=sonia)
    assert client.get(own.get_public_url()).status_code == 404
    assert own.title not in client.get("/observatoire/selections/").content.decode()


def test_a_withdrawn_practice_leaves_every_collection_at_once(
    client, collection, practice, alice, sonia
):
    own = actions.open_collection(by=sonia, title="Propreté")
    actions.put(own, practice, by=sonia)
    own = COLLECTION.fire(Collection.objects.get(pk=own.pk), "publish", by=sonia)
    addresses = (own.get_public_url(), f"{own.get_public_url()}liste.csv")
    before = [practice.title in client.get(a).content.decode() for a in addresses]
    practice.workflow.fire(practice, "withdraw", by=alice)
    after = [practice.title in client.get(a).content.decode() for a in addresses]

    assert (before, after) == ([True, True], [False, False])
    assert own.title not in client.get("/observatoire/selections/").content.decode()


def test_a_collection_is_a_table_and_a_document(signed_in, collection, alice, monkeypatch):
    client, base = signed_in(alice), collection.get_absolute_url()
    table = client.get(f"{base}liste.csv")
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig")), delimiter=";"))
    document = client.get(f"{base}liste.pdf")

    assert [(row["titre"], row["pourquoi"]) for row in rows] == [
        ("Visiter les halls", "À lire d’abord")
    ]
    assert (document.content[:5], document["Content-Type"]) == (b"%PDF-", "application/pdf")

    def broken(*_, **__):
        raise pdf.Failed(pdf.TOO_SLOW)

    monkeypatch.setattr(pdf, "render", broken)
    failed = client.get(f"{base}liste.pdf")
    assert (failed.status_code, pdf.TOO_SLOW in failed.content.decode()) == (409, True)


def test_practices_are_put_once_moved_and_taken_out(
    signed_in, collection, practice, organism, alice
):
    second = make_practice(organism, "published", title="Répondre en 48 heures")
    client, base = signed_in(alice), collection.get_absolute_url()
    put = f"{HOME}ranger/{second.slug}/"
    refused = client.post(put, {"collection": "nouvelle", "note": "Pour lundi", "once": new_key()})
    for _ in range(2):
        client.post(put, {"collection": collection.reference, "note": "x", "once": new_key()})
    rows = collection.entries.values_list("practice__title", flat=True)
    assert (refused.status_code, "Pour lundi" in refused.content.decode()) == (422, True)
    assert list(rows) == ["Visiter les halls", "Répondre en 48 heures"]

    for _ in range(2):
        client.post(f"{base}pratiques/{second.slug}/", {"act": "up", "once": new_key()})
    assert list(rows.all()) == ["Répondre en 48 heures", "Visiter les halls"]
    client.post(f"{base}pratiques/{second.slug}/", {"act": "out", "once": new_key()})
    assert list(rows.all()) == ["Visiter les halls"]


def test_a_new_collection_is_made_while_putting(signed_in, practice, alice, organism):
    sent = {"collection": "nouvelle", "title": "À essayer", "once": new_key()}
    answer = signed_in(alice).post(f"{HOME}ranger/{practice.slug}/", sent)

    made = Collection.objects.get()
    assert (answer["Location"], made.organism, made.state) == (
        made.get_absolute_url(), organism, "private",
    )  # fmt: skip


def test_others_change_nothing_of_a_shared_collection(
    signed_in, collection, practice, alice, chloe
):
    COLLECTION.fire(collection, "share", by=alice)
    client, base = signed_in(chloe), collection.get_absolute_url()
    answers = [
        client.get(f"{base}modifier/"),
        client.post(f"{base}pratiques/{practice.slug}/", {"act": "out"}),
        client.post(f"{base}supprimer-la-collection/"),
    ]

    assert [a.status_code for a in answers] == [403, 403, 403]
    assert collection.entries.count() == 1


def test_a_removed_collection_is_gone_for_everybody(signed_in, collection, alice):
    client = signed_in(alice)
    base = collection.get_absolute_url()
    answer = client.post(f"{base}supprimer-la-collection/", {"version": collection.version})

    assert (answer["Location"], client.get(base).status_code) == (HOME, 404)
    with pytest.raises(Refused):
        actions.put(collection, make_practice(collection.organism, "published"), by=alice)


def test_without_an_organism_it_is_not_shared_with_one(sonia):
    own = actions.open_collection(by=sonia, title="Propreté")
    with pytest.raises(Refused):
        COLLECTION.fire(own, "share", by=sonia)
    with pytest.raises(IntegrityError), transaction.atomic():
        Collection.objects.filter(pk=own.pk).update(state="organism")


def test_the_pages_cost_the_same_with_many(
    signed_in, collection, organism, alice, django_assert_num_queries
):
    client, pages = signed_in(alice), {HOME: 10, collection.get_absolute_url(): 12}
    actions.toggle_bookmark(collection.entries.get().practice, by=alice)
    for address, many in pages.items():
        client.get(address)
        with django_assert_num_queries(many):
            client.get(address)
    for _ in range(3):
        practice = make_practice(organism, "published")
        actions.put(collection, practice, by=alice)
        actions.toggle_bookmark(practice, by=alice)
        actions.open_collection(by=alice, title="Une autre")
    for address, many in pages.items():
        with django_assert_num_queries(many):
            client.get(address)
