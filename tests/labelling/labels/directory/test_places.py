"""Directory by place: a town, a postal code, a département, a region, a SIREN; homonyms, near names, who is near."""

import csv
import json
from datetime import date
from io import StringIO

import pytest
from bs4 import BeautifulSoup

from labelling.parties.organisms.models import Organism, OrganismTown
from tests.factories import make_dossier, make_organism
from tests.labelling.labels.factories import make_label
from tests.observatory.factories import make_practice
from tests.page_costs import queries

pytestmark = pytest.mark.django_db
RENNES, SAINT_MALO, BRIEUC, DENIS_93, DENIS_974 = "35238", "35288", "22278", "93066", "97411"


def settle(organism, *codes, source="stock"):
    for code in codes:
        OrganismTown.objects.create(organism=organism, insee=code, source=source)


@pytest.fixture
def register():
    """Armor sits at Saint-Brieuc and has homes at Rennes; Reunal and Plaine are in two Saint-Denis."""
    armor = make_organism(
        "Armor", region="53", departement="22", city="Saint-Brieuc", siren="123456782"
    )
    make_label(armor)
    settle(armor, RENNES, BRIEUC)
    for name, region, departement, code in (
        ("Plaine", "11", "93", DENIS_93),
        ("Reunal", "04", "974", DENIS_974),
    ):
        one = make_organism(name, region=region, departement=departement)
        make_label(one)
        settle(one, code, source="declared")
    gone = make_organism("Parti", region="53", departement="35", city="Rennes")
    make_label(gone, state="withdrawn")
    settle(gone, RENNES)
    engaged = make_organism("Malouin", region="53", departement="35", has_public_consent=True)
    make_dossier(engaged, state="audit")
    settle(engaged, SAINT_MALO)


def found(client, **query):
    return [one.organism.name for one in client.get("/annuaire/", query).context["entries"]]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Rennes", ["Armor"]),
        ("rennes (35)", ["Armor"]),
        ("35000", ["Armor"]),
        ("35200", ["Armor"]),  # another postal code of Rennes
        ("35", ["Armor"]),
        ("Ille-et-Vilaine", ["Armor"]),
        ("22", ["Armor"]),
        ("bretagne", ["Armor"]),
        ("st brieuc", ["Armor"]),
        ("123 456 782", ["Armor"]),
        ("123456782", ["Armor"]),
        ("Saint-Denis", ["Plaine", "Reunal"]),
        ("Saint-Denis (974)", ["Reunal"]),
        ("974", ["Reunal"]),
        ("La Réunion", ["Reunal"]),
        ("armor", ["Armor"]),
        ("Brest", []),
        ("69", []),
    ],
)
def test_an_organism_is_found_where_it_has_homes_or_its_head_office(client, register, typed, names):
    assert found(client, q=typed) == names


def test_br70_a_town_shows_nobody_whom_the_directory_does_not_list(client, register):
    assert found(client, q="Rennes", statut="engages") == []
    assert found(client, q="Saint-Malo", statut="engages") == ["Malouin"]


def test_homonyms_are_offered_apart(client, register):
    page = client.get("/annuaire/", {"q": "Saint-Denis"})

    assert page.context["asked_place"].homonyms[:2] == ["Saint-Denis (974)", "Saint-Denis (93)"]
    assert 'href="/annuaire/?q=Saint-Denis%20%2893%29"' in page.content.decode()


def test_where_nobody_answers_who_is_near_is_told(client, register):
    page = client.get("/annuaire/", {"q": "Saint-Malo"})
    near = [(one.located, one.asked, one.many) for one in page.context["asked_place"].near]

    assert near == [
        ("dans le département Ille-et-Vilaine (35)", "35", 1),
        ("en région Bretagne", "Bretagne", 1),
    ]
    assert "aucun organisme labellisé n’a de logements ni son siège à Saint-Malo (35)" in " ".join(
        page.content.decode().split()
    )


def test_a_name_spelt_nearly_so_is_proposed(client, register):
    page = client.get("/annuaire/", {"q": "sant-brieux"})

    assert page.context["asked_place"].alike[0] == "Saint-Brieuc (22)"


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("Malouin", [("Malouin", "engagé dans la démarche")]),
        ("maluin", [("Malouin", "engagé dans la démarche")]),
        ("rhodalis", [("Rhodalys Habitat", "label suspendu")]),
        ("reunall", [("Reunal", "label en vigueur")]),
        ("parti", []),
        ("habita", [("Rhodalys Habitat", "label suspendu")]),
    ],
)
def test_an_organism_that_the_list_leaves_out_or_spelt_nearly_so_leads_to_its_page(
    client, register, typed, known
):
    make_label(make_organism("Rhodalys Habitat"), state="suspended")
    page = client.get("/annuaire/", {"q": typed})
    links = [a["href"] for a in BeautifulSoup(page.text, "html.parser").select(".empty li a")]

    told = page.context["asked_place"].known
    assert [(one.name, one.note) for one in told] == known
    assert links == [f"/annuaire/{one.slug}/" for one in told]
    assert {client.get(link).status_code for link in links} <= {200}


def test_while_typing_organisms_then_towns_are_proposed(client, register):
    asked = [
        client.get("/annuaire/propositions.json", {"q": q}).json()["rows"]
        for q in ("arm", "renn", "r")
    ]

    assert asked[0][0] == {"text": "Armor", "slug": Organism.objects.get(name="Armor").slug}
    assert asked[1][0] == {"text": "Rennes (35)"}
    assert asked[2] == []


@pytest.mark.django_db(transaction=True)  # what a process keeps is kept, as in service
@pytest.mark.parametrize("typed", ["Rennes", "Saint-Malo", "Bretagne", "maluin"])
def test_a_place_costs_the_same_with_one_organism_and_thirty(client, register, typed):
    address = f"/annuaire/?q={typed}"
    client.get(address)
    few = queries(client, address)
    for number in range(30):
        one = make_organism(f"Office {number}", region="76", departement="31")
        make_label(one)
        settle(one, "31555")
    client.get(address)

    assert queries(client, address) == few
    assert few <= 9


def test_open_data_tell_the_siren_the_site_and_the_towns(client, register):
    text = client.get("/annuaire.csv", {"q": "Rennes"}).getvalue().decode("utf-8-sig")
    (row,) = csv.DictReader(StringIO(text), delimiter=";")
    map_file = json.loads(client.get("/annuaire.geojson", {"q": "Rennes"}).getvalue())

    assert (row["siren"], row["communes"]) == ("123456782", f"{BRIEUC}|{RENNES}")
    assert map_file["type"] == "FeatureCollection"
    (feature,) = map_file["features"]
    assert feature["properties"]["organisme"] == "Armor"
    assert feature["geometry"] == {
        "type": "MultiPoint",
        "coordinates": [[-2.768, 48.515], [-1.674, 48.112]],
    }


def test_the_page_of_an_organism_tells_its_towns_its_contact_and_what_other_apps_know(
    client, register
):
    armor = Organism.objects.get(name="Armor")
    Organism.objects.filter(pk=armor.pk).update(tenant_contact="02 99 00 00 00")
    make_practice(
        armor, "published", title="Un hall plus clair", slug="hall", published_on=date(2026, 3, 2)
    )
    page = client.get(f"/annuaire/{armor.slug}/")
    said = " ".join(page.content.decode().split())

    assert page.context["towns"] == ["Rennes (35)", "Saint-Brieuc (22)"]
    assert [part.title for part in page.context["parts"]] == ["Ses bonnes pratiques"]
    for words in ("02 99 00 00 00", "Un hall plus clair", 'href="/locataires/"', "Rennes (35)"):
        assert words in said
