"""Directory: filters, orders, map and table, the same rows everywhere (BR-70, BR-99)."""

import re
from datetime import date
from html import unescape
from urllib.parse import parse_qsl

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling import public
from labelling.parties.organisms.models import Organism
from labelling.title.labels.directory import listing
from labelling.title.labels.mentions import LabelMention
from labelling.title.labels.models import Label
from portal.core import clock
from tests.factories import make_dossier, make_organism
from tests.labelling.labels.factories import make_decision, make_granted, make_label

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)


def names(client, **query):
    response = client.get("/annuaire/", query)
    assert response.status_code == 200
    return [entry.organism.name for entry in response.context["entries"]]


def make_mention(label):
    dossier = make_dossier(label.organism, state="granted", dossier_type="mention")
    decision = make_decision(dossier=dossier)
    return LabelMention.objects.create(
        label=label, decision=decision, start_on=label.start_on, end_on=label.end_on
    )


def make_three():
    """Corvange (ESH, small, Grand Est), Rhodane (OPH, Lyon), Étamine (OPH, large, Metz, mention)."""
    make_label(
        make_organism("Corvange", family="ESH", homes=2_000, region="44", departement="67"),
        start_on=date(2024, 3, 1),
    )
    make_label(make_organism("Rhodane", city="Lyon"), start_on=date(2025, 1, 1))
    large = {"homes": 30_000, "region": "44", "departement": "57", "city": "Metz"}
    label = make_label(make_organism("Étamine", slug="etamine", **large), start_on=date(2026, 6, 1))
    make_mention(label)


def test_each_filter_narrows_and_what_means_nothing_is_ignored(client):
    make_three()
    every = ["Corvange", "Rhodane", "Étamine"]
    found = {
        "departement=67": ["Corvange"],
        "taille=moins-de-3000": ["Corvange"],
        "taille=8000-a-15000": ["Rhodane"],
        "taille=plus-de-30000": ["Étamine"],
        "mention=vieillissement": ["Étamine"],
        "depuis=2025": ["Rhodane"],
        "fin=2027": ["Corvange", "Rhodane"],
        "fin=12-mois": ["Corvange"],
        "region=44&famille=OPH": ["Étamine"],
        "q=etamine": ["Étamine"],
        "q=METZ": ["Étamine"],
        "q=%27%22%3Cb": [],
        "taille=immense&mention=x&depuis=0&fin=hier&statut=non&tri=au-hasard&carte=3&ordre=-": every,
        "departement=999&page=abc": every,
    }
    told = {query: names(client, **dict(parse_qsl(query))) for query in found}

    assert {query: sorted(rows) for query, rows in told.items()} == found


def test_a_label_that_ends_within_twelve_months_is_found_as_such(client):
    make_label(make_organism("Bientôt"), end_on=date(2027, 11, 24))
    make_label(make_organism("Plus tard"), end_on=date(2027, 11, 25))

    assert names(client, fin="12-mois") == ["Bientôt"]


def test_an_ignored_value_is_no_error_and_no_chip(client):
    make_three()
    page = client.get("/annuaire/", {"region": "n’importe", "famille": "ESH"})
    text = page.content.decode()

    assert [chip["label"] for chip in page.context["chips"]] == [
        "Entreprise sociale pour l’habitat"
    ]
    assert "error" not in text
    assert "n’importe" not in text


def test_columns_sort_both_ways_and_region_by_its_name(client):
    make_three()
    orders = {
        "": ["Corvange", "Étamine", "Rhodane"],
        "-nom": ["Rhodane", "Étamine", "Corvange"],
        "logements": ["Corvange", "Rhodane", "Étamine"],
        "-logements": ["Étamine", "Rhodane", "Corvange"],
        "region": ["Rhodane", "Corvange", "Étamine"],
        "famille": ["Corvange", "Étamine", "Rhodane"],
        "fin": ["Corvange", "Rhodane", "Étamine"],
        "-debut": ["Étamine", "Rhodane", "Corvange"],
    }

    assert {tri: names(client, tri=tri) for tri in orders} == orders


def test_lists_say_what_was_chosen(client):
    page = client.get("/annuaire/?departement=2A&taille=immense").content.decode()

    assert re.findall(r"<option[^>]*value=\"[^\"]+\" selected>([^<]+)", page) == ["2A Corse-du-Sud"]


def test_a_chip_removes_its_filter_alone_and_keeps_the_order(client):
    make_three()
    page = client.get("/annuaire/", {"region": "44", "taille": "moins-de-3000", "tri": "-fin"})

    assert {chip["label"]: chip["url"] for chip in page.context["chips"]} == {
        "Grand Est": "/annuaire/?taille=moins-de-3000&tri=-fin",
        "moins de 3 000 logements": "/annuaire/?region=44&tri=-fin",
    }
    assert "1\u00a0organisme labellisé" in page.content.decode()


def test_sizes_of_the_filter_are_those_that_organisms_tell():
    """One list of bands: a limit that moved in one place only would lose organisms."""
    bands = {Organism(homes=low).size_band for _, low, _ in listing.SIZES.values()}
    limits = [(low, high) for _, low, high in listing.SIZES.values()]

    assert bands == {label for label, _, _ in listing.SIZES.values()}
    assert [high for _, high in limits[:-1]] == [low for low, _ in limits[1:]]
    assert {Organism(homes=high - 1).size_band for _, high in limits[:-1]} == bands - {
        "plus de 30 000"
    }


def test_br70_engaged_organisms_are_listed_with_their_consent_only_and_apart(client):
    make_dossier(make_organism("Ouvert", has_public_consent=True, region="44"), state="audit")
    make_dossier(make_organism("Discret"), state="audit")
    make_dossier(make_organism("Brouillon", has_public_consent=True), state="draft")
    make_dossier(make_organism("Refusé", has_public_consent=True), state="refused")
    make_label(make_organism("Labellisé"))

    assert names(client) == ["Labellisé"]
    assert names(client, statut="engages") == ["Ouvert"]
    assert names(client, statut="engages", region="44", tri="-fin") == ["Ouvert"]
    assert names(client, statut="engages", mention="vieillissement") == []
    text = client.get("/annuaire/?statut=engages").content.decode()
    assert "Ils ne détiennent pas le label" in text


def everywhere(client):
    """Every public place that names organisms, as text."""
    places = (
        "/annuaire/",
        "/annuaire/?statut=engages",
        "/annuaire/?carte=departements",
        "/annuaire.csv",
        "/annuaire.csv?statut=engages",
        "/annuaire.json",
        "/api/v1/labels",
        "/api/v1/organisms",
        "/annuaire/chiffres/",
    )
    told = {place: client.get(place).getvalue().decode() for place in places}
    addresses = " ".join(address for address, _ in public.directory_addresses())
    rows = " ".join(entry.organism.name for entry in public.directory_rows(limit=None))
    counts = str([area["code"] for area in public.map_of("departement") if area["count"]])
    return told | {"sitemap": addresses, "rows": rows, "map": counts}


def test_br70_a_withdrawn_or_refused_organism_is_nowhere(client):
    """Directory, map, CSV, JSON, API, sitemap; a control has the same facts and a label in force.

    The page of who held it says what a verification says, to who follows an old link.
    """
    for name, state in (("Retiré", "withdrawn"), ("Valable", "active")):
        department = "48" if state == "active" else "90"
        make_label(
            make_organism(
                f"Zed {name}", slug=f"zed-{state}", departement=department, has_public_consent=True
            ),
            state=state,
        )
    make_dossier(
        make_organism("Zed Refusé", slug="zed-refused", departement="90", has_public_consent=True),
        state="refused",
    )
    told = everywhere(client)
    gone = re.compile(
        r"Zed (?:Retiré|Refusé)|zed-(?:withdrawn|refused)|'90'|Territoire de Belfort \(90\)\W+1\b"
    )

    assert {place: found for place, text in told.items() if (found := gone.findall(text))} == {}
    named = ("/annuaire/", "/annuaire.csv", "/annuaire.json", "rows")
    assert [place for place in named if "Zed Valable" not in told[place]] == []
    assert (told["sitemap"], told["map"]) == ("/annuaire/zed-active/", "['48']")
    pages = [client.get(f"/annuaire/zed-{one}/") for one in ("withdrawn", "refused", "active")]
    assert [page.status_code for page in pages] == [200, 404, 200]
    assert pages[0].context["answer"].title == "Label retiré"


def cost(client, path):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
        assert (answer.status_code, bool(answer.getvalue())) == (200, True)
    return len(queries)


def test_every_view_of_the_directory_costs_the_same_with_one_row_and_thirty(client):
    paths = (
        "/annuaire/?mention=vieillissement",
        "/annuaire/?carte=departements&tri=region",
        "/annuaire/?statut=engages",
        "/annuaire.json",
        "/annuaire/chiffres/",
        "/annuaire/donnees/",
    )
    make_mention(make_label())
    make_dossier(make_organism(has_public_consent=True), state="audit")
    one = {path: cost(client, path) for path in paths}
    for _ in range(30):
        make_mention(make_label())
        make_dossier(make_organism(has_public_consent=True), state="audit")

    assert {path: cost(client, path) for path in paths} == one
    assert max(one.values()) <= 6


def test_pages_keep_the_query(client):
    for _ in range(26):
        make_label(make_organism(region="44"))
    text = unescape(client.get("/annuaire/?region=44&tri=-nom&carte=departements").content.decode())

    assert 'href="?region=44&tri=-nom&carte=departements&page=2"' in text


def test_the_blocks_of_other_apps_read_the_directory(django_assert_num_queries):
    make_three()
    rows = public.directory_rows(region="44", limit=1)
    with django_assert_num_queries(1):
        areas = {
            a["code"]: (a["count"], a["homes"], a["url"]) for a in public.map_of() if a["count"]
        }

    assert [(row.organism.name, row.word) for row in rows] == [("Corvange", "En vigueur")]
    assert areas == {
        "44": (2, 32_000, "/annuaire/?region=44"),
        "84": (1, 9_000, "/annuaire/?region=84"),
    }
    with django_assert_num_queries(2):
        assert [row.mention for row in public.directory_rows()] == [
            "",
            "Accompagnement du vieillissement",
            "",
        ]


def test_filtering_again_keeps_the_order_and_the_map(client):
    make_three()
    page = client.get("/annuaire/", {"tri": "-fin", "carte": "departements"}).content.decode()
    form = page[page.index('role="search"') :].split("</form>", 1)[0]

    assert '<input type="hidden" name="tri" value="-fin">' in form
    assert '<input type="hidden" name="carte" value="departements">' in form


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("suspended", "Label suspendu"),
        ("withdrawn", "Label retiré"),
        ("renounced", "Label abandonné"),
    ],
)
def test_the_page_of_who_is_not_listed_any_more_says_what_a_verification_says(client, state, said):
    """Neither in the directory nor indexed; who follows an old link learns where the label stands."""
    label = make_granted(make_organism("Armoril Habitat"))
    fields = {"suspended": {"suspended_on": clock.today()}}.get(state, {"ended_on": clock.today()})
    Label.objects.filter(pk=label.pk).update(state=state, **fields)
    page = client.get(f"/annuaire/{label.organism.slug}/")

    assert (page.status_code, said in page.text, "noindex" in page.text) == (200, True, True)
    assert "Armoril" not in client.get("/annuaire/").text
    assert client.get("/annuaire/jamais-labellise/").status_code == 404
