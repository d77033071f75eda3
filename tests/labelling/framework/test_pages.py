"""Pages of the rules: public, marked as a demonstration, same number of queries with many versions."""

from datetime import date

import pytest
from django.urls import reverse

from labelling.parties.framework.models import LabelRulesVersion
from tests.labelling.framework.factories import KINDS, draft_of, published

pytestmark = pytest.mark.django_db
LIST = "/espace/regles/"


def text(response):
    return response.content.decode().replace("\u00a0", " ")


def test_addresses():
    assert reverse("labelling:framework_list") == LIST
    assert published(LabelRulesVersion).get_absolute_url() == f"{LIST}REG-DEMO-2025.1/"


def test_the_list_shows_published_versions_to_anybody(client):
    draft_of(LabelRulesVersion, code="REG-2027", title="Règlement 2027")
    page = client.get(LIST)

    assert page.status_code == 200
    assert [r["version"].code for shelf in page.context["shelves"] for r in shelf["rows"]] == [
        "REG-DEMO-2025.1",
        "DEMO-2025.1",
        "COM-DEMO-2025.1",
    ]
    assert "Version de démonstration" in text(page)
    assert "Règlement 2027" not in text(page)


def test_a_draft_is_the_referents_only(client, signed_in, sonia, alice):
    url = draft_of(LabelRulesVersion, code="REG-2027").get_absolute_url()

    assert client.get(url).status_code == 404
    assert signed_in(alice).get(url).status_code == 404
    assert signed_in(sonia).get(url).status_code == 200
    assert client.get(f"{LIST}INCONNU/").status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_a_version_is_shown_with_its_banner(client, kind):
    page = text(client.get(published(kind).get_absolute_url()))

    assert "<h2>Version de démonstration</h2>" in page
    assert f"<p>{published(kind).origin}</p>" in page


@pytest.mark.parametrize(
    ("code", "sentences"),
    [
        (
            "REG-DEMO-2025.1",
            [
                "de 10 à 14 mois après la clôture du diagnostic HQS",
                "de 6 à 3 mois avant la fin du label",
                "Lettre d’engagement signée",
                "15 jours ouvrés après le dépôt du dossier",
                "J-10, J-3, J+1",
                "Durée du label (mois)",
            ],
        ),
        (
            "COM-DEMO-2025.1",
            [
                "la moitié des sièges non déportés",
                "au moins les deux tiers des suffrages exprimés",
                "Refuser : majorité renforcée",
                "l’emporte à égalité",
            ],
        ),
        (
            "DEMO-2025.1",
            [
                "T01.1 Une politique qualité écrite",
                "T12.4 Des partenariats locaux",
                "seuil propre à ce thème : 66 %",
                "mention spéciale seulement",
            ],
        ),
    ],
)
def test_a_version_says_its_rules(client, code, sentences):
    page = text(client.get(f"{LIST}{code}/"))

    assert [sentence for sentence in sentences if sentence not in page] == []


def test_versions_lead_to_each_other(client):
    draft_of(LabelRulesVersion, code="REG-2027").publish()

    assert f'<a href="{LIST}REG-2027/">' in text(client.get(f"{LIST}REG-DEMO-2025.1/"))
    assert f'<a href="{LIST}REG-DEMO-2025.1/">' in text(client.get(f"{LIST}REG-2027/"))


def test_the_list_costs_the_same_with_one_and_many_versions(client, django_assert_num_queries):
    with django_assert_num_queries(6):
        client.get(LIST)
    for year in range(2027, 2032):
        draft_of(LabelRulesVersion, start=date(year, 1, 1), code=f"REG-{year}").publish()
    with django_assert_num_queries(6):
        client.get(LIST)


@pytest.mark.parametrize(
    ("code", "count"), [("REG-DEMO-2025.1", 4), ("DEMO-2025.1", 5), ("COM-DEMO-2025.1", 6)]
)
def test_a_version_costs_few_queries(client, django_assert_num_queries, code, count):
    with django_assert_num_queries(count):
        client.get(f"{LIST}{code}/")
