"""Public page of a practice: its terms are links, its summary leads to its sections, its neighbours stand by."""

import re

import pytest

from tests import factories
from tests.markup import tidy
from tests.observatory.factories import make_practice

pytestmark = pytest.mark.django_db
LONG = {
    "objectives": "Des halls propres",
    "steps": "Écrire la grille\nNoter",
    "difficulties": "Le temps.",
    "success_factors": "Les gardiens.",
    "points_of_vigilance": "Ne pas noter seul.",
    "criteria": ["T07.1"],
    "tags": ["halls"],
}


def hrefs(text):
    return set(re.findall(r'href="([^"]*)"', text))


def test_its_terms_lead_to_the_practices_alike(client, organism):
    practice = make_practice(organism, "published", **LONG)

    text = client.get(practice.get_public_url()).content.decode()

    assert hrefs(text) >= {
        "/observatoire/?theme=T07",
        "/observatoire/?critere=T07.1",
        "/observatoire/?mot=halls",
        f"/observatoire/?region={organism.region}",
    }


def test_a_term_that_is_no_more_in_the_lists_is_left_out(client, organism):
    practice = make_practice(organism, "published", themes=["T99"], criteria=["T99.9"])

    page = client.get(practice.get_public_url())

    assert page.context["links"]["themes"] == []
    assert "critere=" not in page.content.decode()


def test_its_summary_names_its_sections_in_their_order(client, organism):
    practice = make_practice(organism, "published", **LONG)
    page = client.get(practice.get_public_url())
    text = page.content.decode()
    article = text[text.index("<article") : text.index("</article>")]
    summary = text[text.index('aria-label="Sommaire"') : text.index("<article")]

    titles = re.findall(r'<h2 id="([^"]+)">\s*([^<]+?)\s*</h2>', article)
    assert [(name, tidy(title)) for name, title in titles] == page.context["outline"]
    assert re.findall(r'href="#([^"]+)"', summary) == [name for name, _ in titles]
    assert article.count("<h2") == len(titles) == 7


def test_a_short_page_has_no_summary(client, organism):
    bare = dict.fromkeys(("context", "description", "reproduction", "tenants_role"), "")
    practice = make_practice(organism, "published", **bare)

    assert "Sommaire" not in client.get(practice.get_public_url()).content.decode()


def test_its_neighbours_share_the_organism_the_criterion_or_the_theme(client, organism):
    other = factories.make_organism(region="11")
    practice = make_practice(organism, "published", **LONG)
    made = {
        "own": make_practice(
            organism, "published", title="Ascenseur", themes=["T02"], summary="Réparer."
        ),
        "criterion": make_practice(
            other, "published", title="Vélos", themes=["T02"], criteria=["T07.1"]
        ),
        "theme": make_practice(other, "published", title="Bacs", themes=["T07"]),
        "none": make_practice(other, "published", title="Chauffage", themes=["T03"]),
    }
    make_practice(organism, "draft", title="Brouillon", criteria=["T07.1"])

    page = client.get(practice.get_public_url())
    shown = [one.pk for one in page.context["similar"]]
    groups = {
        group["title"].partition("\u00a0")[0]: group["rows"] for group in page.context["neighbours"]
    }
    expected = {"Du même organisme": "own", "Même critère": "criterion", "Même thème": "theme"}

    near = [pk for rows in groups.values() for pk in (row.pk for row in rows)]
    assert groups.keys() <= expected.keys()
    assert sorted(near + shown) == sorted(set(near + shown))
    assert {made[name].pk for name in expected.values()} <= {*near, *shown}
    assert practice.pk not in near
    assert "Brouillon" not in page.content.decode()


def test_it_is_shared_by_its_address_and_by_mail(client, organism):
    practice = make_practice(organism, "published", title="Le hall & la cour")

    text = client.get(practice.get_public_url()).content.decode()

    assert 'data-copy="adresse"' in text
    assert "mailto:?subject=Le%20hall%20%26%20la%20cour&amp;body=http" in text


def test_the_page_costs_the_same_with_one_neighbour_and_many(
    client, organism, django_assert_max_num_queries
):
    practice = make_practice(organism, "published", **LONG)
    make_practice(organism, "published", **LONG)
    address = f"{practice.get_public_url()}?x=1"
    client.get(address)
    with django_assert_max_num_queries(15):
        client.get(address)
    for _ in range(8):
        make_practice(factories.make_organism(), "published", **LONG)
    client.get(address)
    with django_assert_max_num_queries(15):
        client.get(address)
