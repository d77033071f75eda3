"""Coverage of the observatory: gaps in plain words, lists that need attention, for the office and the Dircom."""

from datetime import timedelta

import pytest

from observatory.coverage import counts, listing
from observatory.page_views.models import PracticePageViews
from observatory.practices.models import GoodPractice
from portal.core import clock
from portal.models import Role
from tests import factories
from tests.labelling.labels.factories import make_label
from tests.observatory.factories import make_practice

pytestmark = pytest.mark.django_db
PAGE = "/espace/pratiques/couverture/"
LIST = "/espace/pratiques/a-suivre/"


def gap_on(title, region=""):
    start = f"Aucune fiche sur «\u00a0{title}\u00a0»"
    return [one for one in counts.matrix(region)["gaps"] if one.startswith(start)]


def titles(client, name):
    return [one.title for one in client.get(f"{LIST}{name}/").context["page"]]


def test_a_gap_is_a_labelled_family_that_tells_nothing():
    coop, oph = factories.make_organism(family="COOP", region="53"), factories.make_organism()
    make_label(coop), make_label(oph)
    make_practice(oph, "published", themes=["T07"])
    make_practice(coop, "draft", themes=["T07"])
    clean, home = "Propreté et cadre de vie", "Accueil et information"

    assert gap_on(clean) == [f"Aucune fiche sur «\u00a0{clean}\u00a0» pour les Coop’Hlm."]
    assert gap_on(home) == [f"Aucune fiche sur «\u00a0{home}\u00a0», quelle que soit la famille."]
    assert gap_on(clean, "84") == []
    assert gap_on(clean, "53") == [
        f"Aucune fiche sur «\u00a0{clean}\u00a0», quelle que soit la famille."
    ]
    make_practice(coop, "published", themes=["T07"])
    assert gap_on(clean) == []


def test_criteria_and_regions_without_a_sheet_are_named():
    organism = factories.make_organism(region="53")
    make_label(organism)
    before = len(counts.untold_criteria())
    make_practice(factories.make_organism(), "published", criteria=["T07.2"])

    assert [one["code"] for one in counts.untold_criteria() if one["code"] == "T07.2"] == []
    assert len(counts.untold_criteria()) == before - 1
    assert [(row["code"], row["sheets"], row["labelled"]) for row in counts.by_region()] == [
        ("53", 0, 1),
        ("84", 1, 0),
    ]


def test_each_list_holds_what_it_says_and_the_oldest_first(signed_in, organism, sonia, dircom):
    old = {"published_on": "2025-01-10", "review_due_on": "2027-01-10"}
    read = make_practice(organism, "published", title="Lue et reprise", reuse_count=2)
    PracticePageViews.objects.create(practice=read, day=clock.today(), count=3)
    make_practice(organism, "published", title="Ni lue ni reprise")
    make_practice(organism, "published", title="Bientôt deux ans", **old)
    late = {"published_on": "2024-01-10", "review_due_on": "2026-01-10"}
    make_practice(organism, "review_due", title="En retard", **late)
    make_practice(organism, "submitted", title="En relecture")
    make_practice(organism, "validated", title="Validée")
    make_practice(organism, "draft", title="Brouillon vif")
    sleepy = make_practice(organism, "draft", title="Brouillon endormi")
    GoodPractice.objects.filter(pk=sleepy.pk).update(
        since_at=clock.now() - timedelta(days=90), written_at=clock.now() - timedelta(days=61)
    )
    client = signed_in(sonia)

    unused = ["En retard", "Bientôt deux ans", "Ni lue ni reprise"]
    assert titles(client, "jamais-lues") == unused
    assert titles(client, "jamais-reprises") == unused
    assert titles(client, "a-relire-bientot") == ["Bientôt deux ans"]
    assert titles(client, "a-relire-en-retard") == ["En retard"]
    assert titles(client, "en-attente") == ["En relecture", "Validée"]
    assert titles(client, "brouillons-endormis") == ["Brouillon endormi"]
    assert [tab["count"] for tab in client.get(f"{LIST}jamais-lues/").context["tabs"]] == [
        3, 3, 1, 1, 2, 1,
    ]  # fmt: skip
    other = signed_in(dircom)
    assert titles(other, "en-attente") == ["Validée"]
    assert titles(other, "brouillons-endormis") == []


def test_a_day_old_sheet_is_neither_unread_nor_unused(signed_in, organism, sonia):
    make_practice(organism, "published", published_on=clock.today(), review_due_on="2028-11-24")
    client = signed_in(sonia)
    assert [titles(client, name) for name in ("jamais-lues", "jamais-reprises")] == [[], []]


def test_one_and_many_rows_cost_the_same(signed_in, organism, sonia, django_assert_num_queries):
    client = signed_in(sonia)
    make_label(organism)
    for many in (1, 12):
        for n in range(many):
            make_practice(organism, "published", themes=[f"T{n % 9 + 1:02d}"])
        client.get(PAGE)
        with django_assert_num_queries(11):
            client.get(PAGE)
        with django_assert_num_queries(10):
            client.get(f"{LIST}jamais-lues/")


def test_only_those_who_steer_find_these_pages(signed_in, alice, bob, dircom):
    make_practice(factories.make_organism(), "published")
    deputy = factories.make_user("Paul", roles=[Role.DEPUTY])
    for who, code in ((alice, 404), (bob, 404), (deputy, 200), (dircom, 200)):
        client = signed_in(who)
        found = [client.get(PAGE).status_code, client.get(f"{LIST}en-attente/").status_code]
        assert found == [code, code]
    assert signed_in(deputy).get(f"{LIST}autre/").status_code == 404
    assert signed_in(dircom).get(f"{PAGE}?region=84").context["place"] == "Auvergne-Rhône-Alpes"
    assert signed_in(dircom).get(f"{PAGE}?region=999").status_code == 200


def test_lists_cover_every_state_that_waits_for_somebody():
    assert len(listing.BY_ADDRESS) == len(listing.LISTS) == 6
