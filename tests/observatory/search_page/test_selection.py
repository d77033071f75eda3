"""Selection of practices, kept by the address from page to page, and the tree of criteria."""

import csv
import io
from dataclasses import replace

import pytest
from django.http import QueryDict

from observatory.search_page.names import Labels
from observatory.search_page.parsing import PICKED, read, read_picked
from tests.markup import tidy
from tests.observatory.factories import make_practice

pytestmark = pytest.mark.django_db
LIST = "/observatoire/"


@pytest.fixture
def many(organism):
    return [make_practice(organism, "published", title=f"Fiche {n}") for n in range(21)]


def test_what_is_picked_is_counted_and_kept_by_every_link(client, many):
    first, last = (client.get(f"{LIST}?page={n}").context["rows"] for n in (1, 2))
    picked = f"fiche={first[0]['practice'].slug}&fiche={last[0]['practice'].slug}"

    page = client.get(f"{LIST}?famille=OPH&{picked}")
    text = tidy(page.content.decode())

    assert [row["is_picked"] for row in page.context["rows"]] == [True] + [False] * 19
    assert page.context["elsewhere"] == [last[0]["practice"].slug]
    assert "2\u00a0fiches choisies" in text
    assert page.context["after"] == f"{LIST}?famille=OPH&{picked}&page=2"
    assert page.context["chips"][0]["url"] == f"{LIST}?{picked}"
    assert page.context["unpick_url"] == f"{LIST}?famille=OPH"
    assert picked not in page.context["files"]["rss"]
    assert '<meta name="robots" content="noindex">' in text


def test_a_tick_replaces_the_address_and_says_how_many(client, many):
    slugs = [many[0].slug, many[1].slug]
    headers = {"HX-Request": "true", "HX-Trigger": "fiches"}

    part = client.get(LIST, {"page": 1, "fiche": slugs}, headers=headers)
    none = client.get(LIST, {"page": 1}, headers=headers)

    assert part["HX-Replace-Url"] == f"{LIST}?fiche={slugs[0]}&fiche={slugs[1]}"
    assert "HX-Push-Url" not in part
    assert '<p id="annonce" data-hx-swap-oob="innerHTML">2\u00a0fiches choisies</p>' in tidy(
        part.content.decode()
    )
    assert "Aucune fiche choisie" in none.content.decode()


def test_the_file_holds_what_is_picked_and_still_public(client, many, organism):
    draft = make_practice(organism, "draft")
    slugs = [many[3].slug, draft.slug, "inconnue", many[1].slug]

    answer = client.get(f"{LIST}selection.csv", {"fiche": slugs, "q": "rien"})
    rows = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")

    assert [row["titre"] for row in rows] == ["Fiche 3", "Fiche 1"]


def test_a_selection_is_bounded_and_made_of_names_alone(organism):
    hostile = "&".join(f"fiche={name}" for name in ("a-1", "a-1", "%00", "é", "a%20b", "x" * 141))
    long = "&".join(f"fiche=n{n}" for n in range(200))

    assert read_picked(QueryDict(hostile)) == ("a-1",)
    assert len(read_picked(QueryDict(long))) == PICKED
    assert read(QueryDict(hostile), Labels()).query == ""
    state = replace(read(QueryDict("q=hall"), Labels()), picked=("a-1",))
    assert state.but(text="").query == "fiche=a-1"


def test_a_selection_costs_no_query_more(client, many, django_assert_max_num_queries):
    address = f"{LIST}?{'&'.join(f'fiche={one.slug}' for one in many)}"
    client.get(address)
    with django_assert_max_num_queries(8):
        client.get(address)


def test_criteria_stand_under_their_theme_which_is_open_where_one_is_chosen(client, organism):
    make_practice(organism, "published", themes=["T07"], criteria=["T07.1", "T02.1"])
    make_practice(organism, "published", themes=["T02"], criteria=[])

    page = client.get(f"{LIST}?critere=T07.1")
    tree = {row["value"]: row for row in page.context["facets"][0]["shown"]}

    assert page.context["facets"][0]["name"] == "theme"
    assert "critere" not in {group["name"] for group in page.context["facets"]}
    assert {code: [one["value"] for one in row["criteria"]] for code, row in tree.items()} == {
        "T07": ["T07.1"],
        "T02": ["T02.1"],
    }
    assert {code: row["is_open"] for code, row in tree.items()} == {"T07": True, "T02": False}
    assert tree["T07"]["criteria"][0]["is_chosen"]


def test_buttons_that_scripts_make_useless_are_for_those_without(client, many):
    text = tidy(client.get(LIST).content.decode())
    without = "".join(part.split("</noscript>")[0] for part in text.split("<noscript>")[1:])

    for button in ("Appliquer les filtres", "Trier", "Garder ma sélection"):
        assert (text.count(f"{button} </button>") + text.count(f"{button}</button>")) == 1
        assert button in without
