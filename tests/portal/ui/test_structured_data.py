"""Structured data: escaped, complete, silent on what is invented or reserved."""

import json
import re

import pytest

from portal.ui import structured_data
from tests.factories import make_organism
from tests.labelling.labels.factories import make_label

SCRIPTS = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def read(client, address):
    found = [json.loads(one) for one in SCRIPTS.findall(client.get(address).content.decode())]
    return {one["@type"]: one for one in found}


def test_nothing_of_html_is_left_in_it():
    said = structured_data.script({"name": "</script><b>&"})

    assert said.count("<") == 2
    assert json.loads(SCRIPTS.findall(said)[0]) == {
        "@context": "https://schema.org",
        "name": "</script><b>&",
    }


@pytest.mark.dated
@pytest.mark.django_db
def test_an_organism_is_told_with_its_siren_its_towns_and_its_trail(client, settings):
    settings.PORTAL_ADDRESS = "https://qualihlm.example"
    organism = make_organism(
        "Valmeyre", slug="valmeyre", siren="123456782", city="Metz", is_demo=False
    )
    make_label(organism)
    organism.towns.create(insee="57463", source="declared")
    told = read(client, "/annuaire/valmeyre/")

    assert told["Organization"]["url"] == "https://qualihlm.example/annuaire/valmeyre/"
    assert told["Organization"]["identifier"]["value"] == "123456782"
    assert told["Organization"]["areaServed"] == ["Metz (57)"]
    assert [one["name"] for one in told["BreadcrumbList"]["itemListElement"]] == [
        "Annuaire",
        "Valmeyre",
    ]
    assert (
        told["BreadcrumbList"]["itemListElement"][0]["item"] == "https://qualihlm.example/annuaire/"
    )


@pytest.mark.django_db
def test_an_invented_organism_is_not_told_to_machines(client):
    make_label(make_organism("Inventé", slug="invente", is_demo=True))

    assert "Organization" not in read(client, "/annuaire/invente/")


@pytest.mark.django_db
def test_the_open_data_are_a_dataset_with_their_licence_and_their_files(client):
    told = read(client, "/annuaire/donnees/")["Dataset"]

    assert told["license"].startswith("https://www.etalab.gouv.fr/")
    assert [one["contentUrl"].rpartition("/")[2] for one in told["distribution"]][:3] == [
        "annuaire.csv", "annuaire.json", "annuaire.geojson",
    ]  # fmt: skip
