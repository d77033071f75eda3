"""Search page: facets, states as URLs, suggestions for no result, partial answers, cost."""

import re
from datetime import date

import pytest
from django.http import QueryDict

from observatory.search import catalogue
from observatory.search_page.names import Labels
from observatory.search_page.parsing import read
from portal.cache import versions
from tests import factories
from tests.markup import tidy
from tests.observatory.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]
LIST = "/observatoire/"


@pytest.fixture
def four(organism):
    """OPH: T07 and T02 of the hall, T02 of the lift; ESH: T07 of the hall."""
    other = factories.make_organism(region="11", family="ESH")
    return [
        make_practice(organism, "published", themes=["T07"], title="Le hall", tags=["halls"]),
        make_practice(
            organism, "published", themes=["T02"], title="Le hall noté", with_tenants=True
        ),
        make_practice(
            organism, "published", themes=["T02"], title="L’ascenseur", summary="Réparer."
        ),
        make_practice(other, "published", themes=["T07"], title="Le hall repeint", reuse_count=4),
    ]


def boxes(page, name):
    """{value: (count, chosen)} of a facet on the page."""
    groups = {group["name"]: group for group in page.context["facets"]}
    rows = [*groups[name]["shown"], *groups[name]["folded"]] if name in groups else []
    return {row["value"]: (row["count"], row["is_chosen"]) for row in rows}


def titles(page):
    return [row["practice"].title for row in page.context["rows"]]


def test_inside_a_facet_one_or_the_other_from_one_to_the_next_all_together(client, four):
    both = client.get(f"{LIST}?theme=T07&theme=T02")
    narrow = client.get(f"{LIST}?theme=T07&famille=ESH")

    assert both.context["total"] == 4
    assert boxes(both, "theme") == {"T02": (2, True), "T07": (2, True)}
    assert titles(narrow) == ["Le hall repeint"]
    assert boxes(narrow, "theme") == {"T07": (1, True)}
    assert boxes(narrow, "famille") == {"OPH": (1, False), "ESH": (1, True)}


def test_no_size_is_told_of_an_organism_whose_homes_nobody_knows(client):
    make_practice(factories.make_organism(homes=0), "published", title="Le hall")

    page = client.get(LIST)

    assert boxes(page, "taille") == {}
    assert "0\u00a0logement" not in page.content.decode().replace(" ", "\u00a0")


def test_a_value_that_finds_nothing_stays_only_where_it_is_chosen(client, four):
    page = client.get(f"{LIST}?famille=COOP&theme=T02")

    assert boxes(page, "famille") == {"OPH": (2, False), "COOP": (0, True)}
    assert boxes(page, "preuve") == {}


def test_each_filter_is_removed_by_its_own_address_in_one_order(client, four):
    page = client.get(f"{LIST}?page=1&tri=reprises&famille=OPH&q=+hall++&theme=T07&theme=T02&x=1")

    assert [chip["url"] for chip in page.context["chips"]] == [
        "/observatoire/?q=hall&theme=T07&famille=OPH&tri=reprises",
        "/observatoire/?q=hall&theme=T02&famille=OPH&tri=reprises",
        "/observatoire/?q=hall&theme=T02&theme=T07&tri=reprises",
    ]
    assert page.context["clear_url"] == "/observatoire/?q=hall&tri=reprises"
    assert (
        page.context["state"].url()
        == "/observatoire/?q=hall&theme=T02&theme=T07&famille=OPH&tri=reprises"
    )


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("theme=T99&theme=T07&region=99&annee=abc&perimetre=%00", "theme=T07"),
        ("tri=password&locataires=non&audit=oui", "audit=oui"),
        ("tri=recent", ""),
        ("q=hall&tri=pertinence", "q=hall"),
        ("mot=a%00b&annee=2023", "annee=2023&mot=a+b"),
        ("page=-1&q=%E2%80%AEhall", "q=hall"),
    ],
)
def test_what_an_address_does_not_know_is_dropped(given, kept, organism):
    assert read(QueryDict(given), Labels()).query == kept


def test_a_state_read_again_from_its_address_is_the_same(organism):
    state = read(QueryDict("q=l’accueil&theme=T07&mot=a%26b&mot=é&tri=recent&page=3"), Labels())

    assert read(QueryDict(state.query), Labels()) == state


def test_ten_values_of_a_facet_at_once(organism):
    query = "&".join(f"annee={year}" for year in range(2000, 2020))

    assert len(read(QueryDict(query), Labels()).chosen["annee"]) == 10


def test_the_latest_first_without_words_then_as_one_asks(client, organism):
    for day, reuse in (("2026-01-01", 9), ("2026-03-01", 0), ("2026-02-01", 1)):
        make_practice(organism, "published", title=f"Du {day}", published_on=day, reuse_count=reuse)

    assert titles(client.get(LIST)) == ["Du 2026-03-01", "Du 2026-02-01", "Du 2026-01-01"]
    assert titles(client.get(f"{LIST}?tri=reprises"))[0] == "Du 2026-01-01"


def test_words_are_marked_and_their_neighbours_escaped(client, organism):
    make_practice(
        organism, "published", title="Le hall <b>noté</b>", summary="Un hall & <i>rien</i>."
    )

    page = client.get(f"{LIST}?q=hall").content.decode()

    assert "Le <mark>hall</mark> &lt;b&gt;noté&lt;/b&gt;" in page
    assert "Un <mark>hall</mark> &amp; &lt;i&gt;rien&lt;/i&gt;." in page


def test_nothing_found_says_what_to_drop_and_where_to_go(client, four):
    page = client.get(f"{LIST}?q=hall&theme=T02&famille=ESH")

    assert page.status_code == 200
    assert [(one["label"], one["count"]) for one in page.context["lighter"]] == [
        ("Implication des équipes et compétences", 1),
        ("Entreprise sociale pour l’habitat", 1),
    ]
    assert {row["value"] for row in page.context["themes"]} == {"T02", "T07"}


def test_a_word_that_is_nowhere_leads_to_words_that_are(client, four):
    page = client.get(f"{LIST}?q=hallebardier")

    assert page.context["total"] == 0
    assert [one["url"] for one in page.context["near"]] == [
        "/observatoire/?q=halls",
    ]


def test_a_text_too_long_gets_a_sentence_and_keeps_its_beginning(client, four):
    page = client.get(f"{LIST}?q={'hall ' * 60}")

    assert page.status_code == 400
    assert "deux cents caractères au plus" in page.content.decode()
    assert page.context["state"].text == ("hall " * 60)[:200]


def test_pages_turn_by_addresses_and_none_is_beyond(client, organism):
    for n in range(21):
        make_practice(organism, "published", title=f"Fiche {n}")

    second, beyond = client.get(f"{LIST}?page=2&theme=T07"), client.get(f"{LIST}?page=3")

    assert [len(second.context["rows"]), second.context["before"], second.context["after"]] == [
        1, "/observatoire/?theme=T07", "",
    ]  # fmt: skip
    assert (beyond.status_code, beyond.context["first_url"]) == (404, LIST)
    assert client.get(f"{LIST}?page=101").status_code == 404


def test_a_script_gets_the_results_the_address_and_the_count_to_announce(client, four):
    part = client.get(f"{LIST}?theme=T02&x=1", headers={"HX-Request": "true"})
    whole = client.get(
        f"{LIST}?theme=T02", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"}
    )
    text = part.content.decode()

    assert part["HX-Push-Url"] == "/observatoire/?theme=T02"
    assert (part["Cache-Control"], part["Vary"].count("HX-Request")) == ("no-store", 1)
    assert "<html" not in text
    assert '<p id="annonce" data-hx-swap-oob="innerHTML">2\u00a0pratiques trouvées</p>' in tidy(
        text
    )
    assert "<html" in whole.content.decode()
    assert len(text) < len(whole.content.decode()) * 0.9


def test_every_box_has_its_own_identifier(client, four):
    ids = re.findall(r' id="([^"]+)"', client.get(f"{LIST}?q=hall").content.decode())

    assert sorted(ids) == sorted(set(ids))


def test_suggestions_are_words_and_titles(client, four):
    rows = client.get("/observatoire/suggestions.json?q=hal").json()["rows"]

    assert {row["text"] for row in rows if row["slug"]} == {
        "Le hall",
        "Le hall noté",
        "Le hall repeint",
    }
    assert client.get(f"/observatoire/suggestions.json?q={'a' * 300}").json() == {"rows": []}
    assert client.get("/observatoire/suggestions.json").json() == {"rows": []}


def test_the_page_costs_the_same_with_one_and_many(client, organism, django_assert_num_queries):
    """In a transaction nothing is kept: the catalogue and the synonyms are read each time."""
    make_practice(organism, "published")
    for wanted in ("premier", "plusieurs"):
        catalogue.forget()
        versions.bump()
        with django_assert_num_queries(10):
            client.get(f"{LIST}?q=hall&x={wanted}")
        with django_assert_num_queries(10):
            client.get(f"{LIST}?q=hall&theme=T07&x={wanted}")
        for _ in range(12):
            make_practice(factories.make_organism(), "published", published_on=date(2026, 2, 2))
        client.get(LIST)


def test_a_sheet_tells_its_neighbours_and_how_it_is_shared(client, four):
    page = client.get(f"/observatoire/{four[0].slug}/")
    text = page.content.decode()

    assert [one.pk for one in page.context["similar"]] == [four[3].pk]
    assert '<meta property="og:title" content="Le hall">' in text
    assert f'value="{page.context["canonical"]}"' in text


def test_words_between_quotes_that_find_nothing_are_offered_without_them(client, four):
    page = client.get(LIST, {"q": "«\u00a0noté hall\u00a0»"})
    bare = client.get(page.context["unquoted_url"])

    assert (titles(page), "Chercher sans les guillemets" in page.text) == ([], True)
    assert "Le hall noté" in titles(bare)
    assert bare.context["unquoted_url"] == ""
