"""« Je candidate »: four questions, dates from the rules in force, pieces, a cost once it is written, the request."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.utils.html import strip_tags

from home.models import JoiningPage
from labelling.parties.framework.binding import current_rules

pytestmark = pytest.mark.django_db
PATH = "/devenir-labellise/"
READY = "?structure=oui&logements=oui&direction=oui&locataires=oui"


@pytest.fixture(autouse=True)
def site(made_site):
    return made_site


def page(client, query=""):
    return BeautifulSoup(client.get(PATH + query).text, "html.parser")


def test_the_spoken_address_leads_there_and_keeps_the_answers(client):
    answer = client.get("/je-candidate/?structure=oui")

    assert (answer.status_code, answer["Location"]) == (301, f"{PATH}?structure=oui")
    assert client.get("/je-candidate/")["Location"] == PATH


@pytest.mark.parametrize(
    ("query", "title", "door"),
    [
        (READY, "Vous pouvez candidater", "/demander-un-espace/"),
        ("?structure=non", "Le label est réservé aux organismes Hlm", "/contact/ecrire/?sujet=join"),
        ("?structure=oui&logements=bientot", "Revenez quand des locataires", "/le-label/cadre/"),
        (
            "?structure=groupe&logements=oui&direction=non", "Parlez-en d’abord chez vous",
            "/contact/ecrire/?sujet=join",
        ),
    ],
)  # fmt: skip
def test_each_case_has_its_outcome_and_its_door(client, query, title, door):
    found = page(client, query).select_one("#question")

    assert title in found.text
    assert found.select_one("a.button")["href"] == door
    assert client.get(door).status_code == 200


def test_a_question_is_sent_with_its_subject_chosen(client):
    form = BeautifulSoup(client.get("/contact/ecrire/?sujet=join").text, "html.parser")

    assert form.select_one("input[name=topic][checked]")["value"] == "join"


def test_every_piece_of_an_application_is_named_and_the_rules_are_linked(client):
    rules = current_rules()
    text = strip_tags(client.get(PATH).text)
    missing = [
        one.label for one in rules.pieces if one.dossier_type == "initial" and one.label not in text
    ]

    assert missing == []
    assert page(client).select_one(f'a[href="{rules.get_absolute_url()}"]') is not None


def test_no_cost_is_told_until_somebody_writes_it_and_it_is_dated(client):
    before = client.get(PATH).text
    edited = JoiningPage.objects.get()
    edited.cost = "<p>Coût à renseigner</p>"
    edited.save_revision().publish()
    still = client.get(PATH).text
    edited.cost = "<p>L’audit est payé par l’organisme.</p>"
    undated = edited.problems()
    edited.cost_on = date(2026, 11, 2)
    edited.save_revision().publish()
    after = client.get(PATH).text

    assert ["Ce que cela coûte" in text for text in (before, still, after)] == [False, False, True]
    assert "2\u00a0novembre 2026" in after
    assert ("cost_on", "Dites à quelle date ce coût est établi.") in undated
    assert [field for field, _ in edited.problems() if field == "cost_on"] == []


def test_the_dates_of_an_application_begun_today_are_told_in_french(client):
    rows = page(client).select("table tbody tr")
    told = {row.th.get_text(strip=True): row.td.get_text(strip=True) for row in rows}

    assert told["Dépôt du dossier"] == "23\u00a0janvier 2027"
    assert [title for title in told if "comité" in title.lower()] != []
