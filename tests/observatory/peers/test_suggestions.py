"""Suggestions for a weak criterion: practices of similar organisms and a peer; no score of others."""

import re

import pytest
from django.db import IntegrityError, transaction

from labelling.parties.framework.binding import current_framework
from labelling.path.assessment.models import CriterionAnswer
from observatory.peers import actions
from observatory.peers.models import PeerOffer
from observatory.peers.workflow import OFFER
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused
from tests import factories
from tests.labelling.labels.factories import make_label
from tests.observatory.factories import make_practice

pytestmark = pytest.mark.django_db
PAGE = "/espace/progresser/"
CONTACT = {"function": "Direction de la proximité", "email": "proximite@pair.example"}


@pytest.fixture
def criterion():
    return next(c for c in current_framework().criteria if c.code == "T07.2")


def rate(organism, criterion, rating, by, state="preparation"):
    dossier = organism.dossiers.first() or factories.make_dossier(organism, state=state)
    row, _ = CriterionAnswer.objects.update_or_create(
        dossier=dossier, criterion=criterion, defaults={"rating": rating, "updated_by": by}
    )
    return row.dossier


def rows(client):
    return client.get(PAGE).context["rows"]


def test_three_practices_of_like_organisms_the_criterion_before_its_theme(
    signed_in, organism, alice, criterion
):
    """Ours is an OPH of 9,000 homes; a practice of our own is never among them."""
    rate(organism, criterion, 1, alice)
    like = factories.make_organism(family="OPH", homes=50_000)
    size = factories.make_organism(family="ESH", homes=10_000)
    far = factories.make_organism(family="ESH", homes=50_000)
    made = {"themes": ["T07"], "criteria": ["T07.2"]}
    make_practice(organism, "published", title="La nôtre", **made)
    make_practice(far, "published", title="Loin, sur le critère", reuse_count=90, **made)
    make_practice(like, "published", title="Comme nous, sur le thème")
    make_practice(size, "published", title="De notre taille, sur le critère", **made)
    make_practice(like, "withdrawn", title="Retirée", **made)

    [row] = rows(signed_in(alice))
    assert row["code"] == "T07.2"
    assert [p.title for p in row["practices"]] == [
        "De notre taille, sur le critère",
        "Comme nous, sur le thème",
        "Loin, sur le critère",
    ]


def test_only_weak_criteria_of_the_latest_assessment_the_weakest_first(
    signed_in, organism, alice, criterion
):
    others = [c for c in current_framework().criteria if c.code in ("T01.1", "T02.1", "T03.1")]
    rate(organism, criterion, 1, alice)
    for one, rating in zip(others, (0, 2, 3), strict=True):
        rate(organism, one, rating, alice)

    assert [row["code"] for row in rows(signed_in(alice))] == ["T01.1", "T07.2"]


def test_a_peer_is_a_labelled_organism_that_offers_itself(
    signed_in, organism, alice, bob, criterion
):
    rate(organism, criterion, 0, alice)
    corvange = bob.memberships.get().organism
    with pytest.raises(Forbidden):
        actions.offer(corvange, by=bob, criterion="T07.2", **CONTACT)
    label = make_label(corvange)
    offer = actions.offer(corvange, by=bob, criterion="T07.2", **CONTACT)
    client = signed_in(alice)
    shown = [rows(client)[0]["peer"]]
    type(label).objects.filter(pk=label.pk).update(end_on="2026-01-01")
    shown.append(rows(client)[0]["peer"])
    type(label).objects.filter(pk=label.pk).update(end_on="2028-01-01")
    OFFER.fire(offer, "end", by=bob)
    shown.append(rows(client)[0]["peer"])

    assert shown == [offer, None, None]


def test_nothing_is_inferred_about_a_rival_s_assessment(signed_in, organism, alice, bob, criterion):
    """The page is the same, to the letter, whatever the other organism says or is rated."""
    rate(organism, criterion, 0, alice)
    corvange = bob.memberships.get().organism
    make_label(corvange)
    actions.offer(corvange, by=bob, criterion="T07.2", **CONTACT)
    make_practice(corvange, "published", criteria=["T07.2"])
    pages = set()
    for rating in (None, 0, 1, 2, 3):
        if rating is not None:
            rate(corvange, criterion, rating, bob)
        text = signed_in(alice).get(PAGE).content.decode()
        pages.add(re.sub(r'(csrfmiddlewaretoken|once)" value="[^"]*"|nonce-\w+', "", text))

    assert len(pages) == 1
    assert CONTACT["email"] in pages.pop()


def test_it_is_for_members_and_one_organism_reads_its_own(signed_in, alice, bob, sonia, criterion):
    """The référent reads dossiers, not this page; another organism's name changes nothing."""
    rate(alice.memberships.get().organism, criterion, 0, alice)
    assert signed_in(sonia).get(PAGE).status_code == 403
    page = signed_in(bob).get(f"{PAGE}?organisme=valmeyre-habitat")

    assert (page.status_code, page.context["rows"]) == (200, [])
    assert "Aucun critère coté 0 ou 1" in page.content.decode()


def test_the_self_assessment_leads_there_for_its_own_members(signed_in, alice, sonia, criterion):
    dossier = rate(alice.memberships.get().organism, criterion, 0, alice)
    base = f"/espace/dossiers/{dossier.reference}/auto-evaluation/"
    links = {
        who: [f"{PAGE}?organisme=valmeyre-habitat" in signed_in(user).get(a).content.decode()
              for a in (base, f"{base}criteres/T07.2/")]
        for who, user in (("alice", alice), ("sonia", sonia))
    }  # fmt: skip

    assert links == {"alice": [True, True], "sonia": [False, False]}


def test_an_offer_is_made_once_a_criterion_in_the_browser(signed_in, alice, organism, criterion):
    make_label(organism)
    rate(organism, criterion, 3, alice)
    client, add = signed_in(alice), f"{PAGE}pairs/proposer/"
    listed = client.get(f"{PAGE}pairs/").content.decode()
    wrong = client.post(add, {**CONTACT, "criterion": "T07.2", "email": "moi", "once": new_key()})
    codes = [
        client.post(add, {**CONTACT, "criterion": "T07.2", "once": new_key()}).status_code
        for _ in range(2)
    ]

    assert ("?critere=T07.2" in listed, wrong.status_code, codes) == (True, 422, [302, 409])
    assert CONTACT["function"] in wrong.content.decode()
    with pytest.raises(Refused):
        actions.offer(organism, by=alice, criterion="T07.2", **CONTACT)
    with pytest.raises(IntegrityError), transaction.atomic():
        PeerOffer.objects.create(
            organism=organism, criterion="T07.2", reference="x", offered_by=alice, **CONTACT
        )


def test_the_page_costs_the_same_with_many(
    signed_in, organism, alice, bob, criterion, django_assert_num_queries
):
    rate(organism, criterion, 0, alice)
    make_label(bob.memberships.get().organism)
    actions.offer(bob.memberships.get().organism, by=bob, criterion="T07.2", **CONTACT)
    make_practice(bob.memberships.get().organism, "published", criteria=["T07.2"])
    client = signed_in(alice)
    client.get(PAGE)
    with django_assert_num_queries(12):
        client.get(PAGE)
    for one in current_framework().criteria[:8]:
        rate(organism, one, 0, alice)
        make_practice(factories.make_organism(), "published", criteria=[one.code])
    with django_assert_num_queries(12):
        client.get(PAGE)


def test_the_service_address_that_the_organism_has_given_is_there_already(
    signed_in, organism, alice
):
    make_label(organism)
    client, page = signed_in(alice), f"{PAGE}pairs/proposer/"
    assert client.get(page).context["form"]["email"].value() == ""
    make_practice(organism, "published", contact_email="qualite@valmeyre.example")
    make_practice(organism, "draft", contact_email="brouillon@valmeyre.example")
    assert client.get(page).context["form"]["email"].value() == "qualite@valmeyre.example"
    actions.offer(organism, by=alice, criterion="T07.2", **CONTACT)
    assert client.get(page).context["form"]["email"].value() == "proximite@pair.example"

    other = factories.make_organism()
    factories.make_member(other, user=alice)
    make_practice(other, "published", contact_email="accueil@autre.example")

    assert client.get(page).context["form"]["email"].value() == ""
