"""Tests of the exports of lists: the same rows as the list, to who sees it, in as many queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_dossier, make_member, make_organism
from tests.portal.exports.reading import export, rows_of, sheets

pytestmark = pytest.mark.django_db
LIST = "/espace/dossiers/"


@pytest.fixture
def many(sonia):
    return [make_dossier(make_organism(name=f"Office {n:02}")) for n in range(30)]


def test_all_the_pages_of_the_list_in_its_order(signed_in, sonia, many):
    client = signed_in(sonia)

    names = [row["Organisme"] for row in rows_of(client, f"{LIST}?tri=-nom&page=2")]

    assert names == [f"Office {n:02}" for n in reversed(range(30))]


def test_the_same_filters_as_the_list_said_on_the_legend(signed_in, sonia, many):
    client = signed_in(sonia)

    found = sheets(export(client, f"{LIST}?q=Office+07&etat=draft").body)

    assert [row[0] for row in found["Dossiers"]] == ["Organisme", "Office 07"]
    assert [row for row in found["Légende"] if row[0].startswith("Filtre")] == [
        ["Filtre\u00a0: Nom ou référence", "Office 07"],
        ["Filtre\u00a0: État", "Brouillon"],
    ]


def test_each_sees_their_own_rows_and_columns(signed_in, sonia, many):
    own = many[3]
    client = signed_in(make_member(own.organism))

    rows = rows_of(client, LIST)

    assert [row["Référence"] for row in rows] == [own.reference]
    assert "Qui s’en charge" not in rows[0]


def test_one_row_or_many_cost_the_same_queries(signed_in, sonia):
    client = signed_in(sonia)
    make_dossier()
    export(client, LIST)
    with CaptureQueriesContext(connection) as one:
        export(client, LIST)
    for _ in range(20):
        make_dossier()
    with CaptureQueriesContext(connection) as several:
        export(client, LIST)

    assert len(one) == len(several)


def test_the_page_of_the_list_leads_to_its_three_files(signed_in, sonia, many):
    client = signed_in(sonia)

    page = client.get(f"{LIST}?etat=draft&page=2").content.decode()

    for extension in ("xlsx", "ods", "csv"):
        assert f'href="/espace/tableaux/{extension}{LIST}?etat=draft"' in page


def test_the_file_bears_the_list_and_the_day(signed_in, sonia, many):
    client = signed_in(sonia)

    answer = export(client, LIST, "csv")

    assert answer["Content-Disposition"].startswith('attachment; filename="dossiers-20')
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize(
    "address",
    ["pdf/espace/dossiers/", "xlsx/espace/", "xlsx/espace/nulle-part/", "xlsx/https://x.example/"],
)
def test_what_is_no_list_or_no_format_is_a_404(signed_in, sonia, address):
    client = signed_in(sonia)

    assert client.get(f"/espace/tableaux/{address}").status_code == 404


def test_an_export_is_logged_by_how_many_rows_and_not_which(signed_in, sonia, many, caplog):
    client = signed_in(sonia)
    caplog.set_level("INFO", "portal.access")

    export(client, f"{LIST}?q=Office")

    assert [one.getMessage() for one in caplog.records if one.name == "portal.access"] == [
        f"export list=dossiers rows=30 user={sonia.pk}"
    ]
