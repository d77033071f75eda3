"""Open data (BR-71): files and API hold the columns of their dictionary, and nothing else."""

import csv
import json
from html import unescape
from io import StringIO

import pytest

from labelling import api
from labelling.parties.organisms.actions import create_organism
from labelling.title.labels.directory import opendata
from tests.factories import make_dossier, make_organism, siren
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db
WHITELIST = [
    *("organisme", "identifiant", "famille", "region", "code_region", "departement", "logements"),
    *("etat", "cycle", "debut", "fin", "attestation", "mention", "invente"),
    *("siren", "site", "communes"),
]
LABEL_FIELDS = {
    *("reference", "organism", "organism_slug", "status", "cycle", "start_on", "end_on"),
    *("attestation", "mentions", "is_demo"),
}
ORGANISM_FIELDS = {
    *("name", "slug", "family", "region", "region_name", "departement", "homes_band"),
    *("labelled_since", "labelled_until", "mentions", "is_demo"),
}

FIGURE_FIELDS = {
    *("code", "name", "definition", "formula", "unit", "source", "version", "day", "value"),
    *("groups", "is_hidden"),
}
REPORT_FIELDS = {"year", "number", "validated_at", "published_at", "licence", "figures"}


def csv_rows(client, query=""):
    text = client.get(f"/annuaire.csv{query}").getvalue().decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text), delimiter=";"))


def test_br71_columns_are_a_whitelist_and_each_is_in_the_dictionary_and_the_schema(client):
    """A column more, wherever it is added, fails here before anybody reads it."""
    label = make_label(make_organism("Valmeyre", slug="valmeyre", region="44", departement="57"))
    (row,) = csv_rows(client)
    answer = json.loads(client.get("/annuaire.json").getvalue())
    schema = client.get("/annuaire/donnees/v1/schema.json").json()
    dictionary = unescape(client.get("/annuaire/donnees/").content.decode())

    assert list(row) == WHITELIST == list(answer["rows"][0])
    assert [field["name"] for field in schema["fields"]] == WHITELIST
    assert [name for name in WHITELIST if f'<th scope="row">{name}</th>' not in dictionary] == []
    assert [
        one.name for one in opendata.COLUMNS if one.meaning not in dictionary or not one.example
    ] == []
    assert row == {
        "organisme": "Valmeyre", "identifiant": "valmeyre", "famille": "OPH", "region": "Grand Est",
        "code_region": "44", "departement": "57", "logements": "8 000 à 15 000", "etat": "En vigueur",
        "cycle": "1", "debut": "2025-01-01", "fin": "2027-12-31",
        "attestation": label.attestations.get().number, "mention": "", "invente": "true",
        "siren": label.organism.siren, "site": "", "communes": "",
    }  # fmt: skip


def test_br71_the_api_has_its_whitelist_and_says_each_field(client):
    make_label()
    (label,) = client.get("/api/v1/labels").json()["items"]
    (organism,) = client.get("/api/v1/organisms").json()["items"]
    told = [one["fields"] for one in api.operations()]
    docs = unescape(client.get("/api/v1/docs").content.decode())

    assert (set(label), set(organism)) == (LABEL_FIELDS, ORGANISM_FIELDS)
    assert [{name for name, _ in fields} for fields in told] == [
        *(LABEL_FIELDS, ORGANISM_FIELDS, FIGURE_FIELDS, REPORT_FIELDS),
    ]
    assert [
        name for fields in told for name, said in fields if len(said) < 5 or said not in docs
    ] == []


def test_values_obey_the_schema(client):
    """The types and the closed lists of the Table Schema hold for labels and for engaged organisms."""
    make_label(make_organism(homes=40_000))
    make_label(state="extended")
    make_dossier(make_organism(has_public_consent=True), state="audit")
    rows = [
        *json.loads(client.get("/annuaire.json").getvalue())["rows"],
        *json.loads(client.get("/annuaire.json?statut=engages").getvalue())["rows"],
    ]
    types = {"string": str, "date": str, "integer": int, "boolean": bool}
    faults = [
        (field["name"], row[field["name"]])
        for row in rows
        for field in opendata.schema()["fields"]
        if ((value := row[field["name"]]) is None and field["constraints"]["required"])
        or (value is not None and type(value) is not types[field["type"]])
        or (value is not None and value not in field["constraints"].get("enum", [value]))
    ]  # fmt: skip

    assert (len(rows), faults) == (3, [])
    assert [row["etat"] for row in rows[-1:]] == ["Engagé dans la démarche"]


def test_files_have_the_rows_of_the_screen_whatever_the_filters(client):
    for number, region in enumerate(("44", "44", "84")):
        make_label(make_organism(f"Organisme {number}", slug=f"o-{number}", region=region))
    make_dossier(make_organism(slug="ouvert", has_public_consent=True), state="audit")
    for query in (
        "",
        "?region=44&tri=-nom",
        "?statut=engages",
        "?q=organisme+2",
        "?region=x",
        "?taille=3000-a-8000",
    ):
        screen = [
            entry.organism.slug for entry in client.get(f"/annuaire/{query}").context["entries"]
        ]
        files = [row["identifiant"] for row in csv_rows(client, query)]
        dump = [
            row["identifiant"]
            for row in json.loads(client.get(f"/annuaire.json{query}").getvalue())["rows"]
        ]
        assert (query, files, dump) == (query, screen, screen)


def test_br71_a_name_that_is_a_formula_is_not_one_in_a_spreadsheet(client):
    for start in "=+-@\t":
        make_label(make_organism(f"{start}HYPERLINK(1)"))
    told = [row["organisme"] for row in csv_rows(client)]

    assert sorted(told) == sorted(f"'{start}HYPERLINK(1)" for start in "=+-@\t")


def test_the_json_says_what_it_is(client):
    answer = client.get("/annuaire.json")
    body = json.loads(answer.getvalue())

    assert {name: body[name] for name in ("version", "licence", "rows")} == {
        "version": "v1", "licence": "Licence Ouverte 2.0 (Etalab)", "rows": [],
    }  # fmt: skip
    assert client.get(body["schema"]).json()["licenses"][0]["name"] == "etalab-2.0"
    assert body["at"] == "2026-11-24T12:00:00+01:00"


def test_the_api_narrows_as_the_directory_does(client):
    make_label(make_organism("Petit", homes=500, region="94", departement="2A", family="ESH"))
    make_label(make_organism("Grand", homes=50_000))
    found = {
        query: [row["name"] for row in client.get(f"/api/v1/organisms?{query}").json()["items"]]
        for query in (
            "departement=2A",
            "size=plus-de-30000",
            "family=ESH",
            "mention=vieillissement",
            "region=94&size=plus-de-30000",
        )
    }

    assert found == {
        "departement=2A": ["Petit"],
        "size=plus-de-30000": ["Grand"],
        "family=ESH": ["Petit"],
        "mention=vieillissement": [],
        "region=94&size=plus-de-30000": [],
    }
    assert [client.get(f"/api/v1/labels?{q}").status_code for q in ("size=grand", "limit=0")] == [
        422,
        422,
    ]


def test_an_organism_cannot_take_the_address_of_a_page_of_the_directory(sonia):
    made = create_organism(
        by=sonia, name="Données", siren=siren(77), family="OPH", departement="57", homes=1
    )

    assert made.slug == "donnees-2"
