"""List of dossiers: cost, counts, filters and order."""

from datetime import date

import pytest
from django.db import connection

from labelling.path.dossiers import listing
from portal.web.pagination import Paginator
from tests.factories import make_dossier, make_organism
from tests.page_costs import queries

pytestmark = pytest.mark.django_db


def test_the_list_costs_the_same_with_one_and_twenty_five_rows(sonia, signed_in):
    make_dossier()
    client = signed_in(sonia)
    before = queries(client, "/espace/dossiers/")
    for _ in range(30):
        make_dossier(state="submitted")

    after = queries(client, "/espace/dossiers/")

    assert (after, after <= 9) == (before, True)


def test_br95_the_list_counts_and_shows_only_what_is_seen(dossier, alice, bob, sonia, signed_in):
    make_dossier()

    counts = {
        who: signed_in(who).get("/espace/dossiers/").context["page"].paginator.count
        for who in (alice, bob, sonia)
    }

    assert counts == {alice: 1, bob: 0, sonia: 2}


def test_what_is_alive_and_late_comes_first_then_what_has_no_date_then_what_is_over(
    sonia, signed_in
):
    for name, state, due_on in (
        ("Refusé", "refused", date(2026, 1, 5)),
        ("Sans date", "submitted", None),
        ("En retard", "to_complete", date(2026, 10, 1)),
        ("À venir", "to_complete", date(2027, 3, 1)),
    ):
        make_dossier(make_organism(name), state=state, due_on=due_on)

    def shown(query):
        page = signed_in(sonia).get(f"/espace/dossiers/{query}").context["page"]
        return [row.organism.name for row in page]

    assert shown("") == shown("?tri=echeance") == ["En retard", "À venir", "Sans date", "Refusé"]
    assert shown("?tri=-echeance") == ["À venir", "En retard", "Sans date", "Refusé"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Alma", "Berre", "Cluny"]),
        ("?q=BERRE", ["Berre"]),
        ("?q=0002", ["Berre"]),
        ("?etat=submitted", ["Cluny"]),
        ("?etat=nothing", ["Alma", "Berre", "Cluny"]),
        ("?type=renewal", ["Berre"]),
        ("?famille=ESH", ["Alma"]),
        ("?region=93", ["Berre"]),
        ("?region=93&etat=submitted", []),
        ("?tri=-nom", ["Cluny", "Berre", "Alma"]),
        ("?page=99", ["Alma", "Berre", "Cluny"]),
    ],
)
def test_the_address_filters_and_sorts_the_list(sonia, signed_in, query, expected):
    make_dossier(make_organism("Alma", family="ESH"), reference="QH-D-2026-0001")
    make_dossier(
        make_organism("Berre", region="93"), reference="QH-D-2026-0002", dossier_type="renewal"
    )
    make_dossier(make_organism("Cluny"), reference="QH-D-2026-0003", state="submitted")
    query = query if "tri" in query else f"{query}{'&' if query else '?'}tri=nom"

    page = signed_in(sonia).get(f"/espace/dossiers/{query}").context["page"]

    assert [row.organism.name for row in page] == expected


@pytest.mark.postgres
def test_a_page_of_the_list_is_read_in_the_order_of_its_index(sonia):
    make_dossier()
    with (
        connection.cursor() as cursor
    ):  # a small table is read whole and sorted whatever its indexes
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")

    page = Paginator(listing.read_list(sonia, {}), 25).get_page(1)

    plan = page.object_list.explain()
    assert "dossier_list" in plan
    assert "Sort" not in plan


def test_what_no_dossier_bears_is_shown_as_it_is_nearly_spelt_and_said_so(sonia, signed_in):
    make_dossier(make_organism("Drômelys"))
    make_dossier(make_organism("Isérane Logis"))

    page = signed_in(sonia).get("/espace/dossiers/?q=Dromelis")

    assert [row.organism.name for row in page.context["page"]] == ["Drômelys"]
    assert (
        "Rien ne s’écrit «\u00a0Dromelis\u00a0»\u00a0: voici «\u00a0drômelys\u00a0»." in page.text
    )


def test_a_text_costs_a_query_and_a_near_spelling_another_whatever_the_rows(sonia, signed_in):
    make_dossier(make_organism("Drômelys"))
    client = signed_in(sonia)

    def costs():
        return [
            queries(client, f"/espace/dossiers/{query}")
            for query in ("", "?q=dromelys", "?q=dromelis")
        ]

    one = costs()
    for _ in range(20):
        make_dossier()

    assert costs() == one == [one[0], one[0] + 1, one[0] + 2]
