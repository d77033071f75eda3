"""Name lookup in the directory: the same rows and order on the page, the map and the files."""

import csv
from io import StringIO
from urllib.parse import urlencode

import pytest

from tests.factories import make_dossier, make_organism
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    """Labelled and engaged, in two regions; one of each is nowhere told."""
    places = {"region": "44", "departement": "57", "city": "Épinal"}
    make_label(make_organism("Érables Habitat", slug="erables-habitat", homes=900, **places))
    make_label(make_organism("Habitat 100 % Vosges", homes=5_000, **places))
    make_label(make_organism("Office de Lyon", region="84", departement="69", city="Lyon"))
    make_label(make_organism("Habitat parti", region="84", city="Lyon"), state="withdrawn")
    engaged = make_organism("Habitat Rhône", region="84", has_public_consent=True, city="Lyon")
    make_dossier(engaged, state="audit")
    make_dossier(make_organism("Habitat discret", city="Lyon"), state="audit")


def on_page(client, **query):
    answer = client.get("/annuaire/", query)
    names = [entry.organism.name for entry in answer.context["entries"]]
    areas = {area["label"]: (area["count"], area["homes"]) for area in answer.context["areas"]}
    assert len(names) == answer.context["page"].paginator.count
    return names, {label: told for label, told in areas.items() if told[0]}


def in_file(client, **query):
    text = client.get(f"/annuaire.csv?{urlencode(query)}").getvalue().decode("utf-8-sig")
    return [row["organisme"] for row in csv.DictReader(StringIO(text), delimiter=";")]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"q": "habitat"}, ["Érables Habitat", "Habitat 100 % Vosges"]),
        ({"q": "HABITAT", "tri": "logements"}, ["Érables Habitat", "Habitat 100 % Vosges"]),
        ({"q": "erables"}, ["Érables Habitat"]),
        ({"q": "ÉRABLES"}, ["Érables Habitat"]),
        ({"q": "épinal"}, ["Érables Habitat", "Habitat 100 % Vosges"]),
        ({"q": "lyon"}, ["Office de Lyon"]),
        ({"q": "100 %"}, ["Habitat 100 % Vosges"]),
        ({"q": "habitat", "taille": "moins-de-3000"}, ["Érables Habitat"]),
        ({"q": "habitat", "region": "84"}, []),
        ({"q": "habitat", "statut": "engages"}, ["Habitat Rhône"]),
        ({"q": "habitat", "statut": "engages", "fin": "12-mois"}, []),
        ({"q": "_"}, []),
        ({"q": "!!"}, []),
    ],
)
def test_br70_the_page_and_the_file_find_the_same_in_the_same_order(client, register, query, names):
    assert (on_page(client, **query)[0], in_file(client, **query)) == (names, names)


def test_the_map_counts_what_is_found_whatever_region_is_chosen(client, register):
    both = {"Grand Est": (2, 5_900), "Auvergne-Rhône-Alpes": (1, 9_000)}

    assert on_page(client, q="i")[1] == both
    assert on_page(client, q="i", region="84")[1] == both
    assert on_page(client, q="i", carte="departements")[1] == {
        "Moselle": (2, 5_900),
        "Rhône": (1, 9_000),
    }
    assert on_page(client, q="lyon")[1] == {"Auvergne-Rhône-Alpes": (1, 9_000)}


def test_the_second_page_follows_the_first(client):
    for number in range(27):
        make_label(make_organism(f"Office {number:02}"))
    second = client.get("/annuaire/?q=office&page=2")

    assert [entry.organism.name for entry in second.context["entries"]] == [
        "Office 25",
        "Office 26",
    ]
    assert second.context["page"].paginator.num_pages == 2
