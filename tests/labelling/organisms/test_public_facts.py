"""Public facts that an organism writes of itself: towns, site, contact of tenants."""

import pytest

from labelling.parties.organisms import towns
from labelling.parties.organisms.models import OrganismTown
from labelling.parties.organisms.scenario import consent
from tests.refusals import refused

pytestmark = pytest.mark.django_db
UNKNOWN = "\u00a0: aucune commune ne porte ce nom ni ce code postal."
PERHAPS = " Vouliez-vous dire Saint-Brieuc (22), Saint-Rieul (22), Saint-Brice (16)\u00a0?"
DECLARED, STOCK = OrganismTown.Source.DECLARED, OrganismTown.Source.STOCK


@pytest.fixture
def address(organism):
    return f"/espace/organismes/{organism.slug}/fiche-publique/"


@pytest.fixture
def member(signed_in, alice):
    return signed_in(alice)


def seen(client, address):
    return client.get(address).context["seen"]


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("Rennes", {"35238"}),
        ("35200", {"35238"}),
        ("rennes (35)", {"35238"}),
        ("Saint-Denis (974)", {"97411"}),
        ("ST DENIS (93)", {"93066"}),
    ],
)
def test_a_town_is_typed_as_people_write_it(line, codes):
    assert towns.read([line]) == (codes, [])


def test_of_several_towns_of_one_name_that_of_the_own_departement_is_meant():
    assert towns.read(["Saint-Denis"], "93") == ({"93066"}, [])
    codes, (said,) = towns.read(["Saint-Denis"], "35")
    assert codes == set()
    assert said.startswith(
        "«\u00a0Saint-Denis\u00a0»\u00a0: plusieurs communes répondent. Écrivez par exemple "
    )


def test_what_is_no_town_is_told_with_what_was_perhaps_meant(member, organism, address):
    page = member.post(
        address, {"declared_towns": "Rennes\nSant-Brieux\n99999", "seen": seen(member, address)}
    )

    assert page.status_code == 422
    assert page.context["form"].errors["declared_towns"] == [
        f"«\u00a0Sant-Brieux\u00a0»{UNKNOWN}{PERHAPS}",
        f"«\u00a099999\u00a0»{UNKNOWN}",
    ]
    assert "Sant-Brieux" in page.content.decode()
    assert not organism.towns.exists()


def test_what_is_declared_is_kept_told_in_the_journal_and_shown_again(member, organism, address):
    typed = {
        "declared_towns": "Rennes\nSaint-Malo\n35000",
        "website": "https://www.exemple.example/",
        "tenant_contact": "01 02 03 04 05",
        "seen": seen(member, address),
    }
    page = member.post(address, typed, follow=True)

    assert "La fiche de l’annuaire en tient compte aussitôt." in page.content.decode()
    organism.refresh_from_db()
    assert organism.declared_towns == ["Rennes (35)", "Saint-Malo (35)"]
    assert (organism.website, organism.tenant_contact) == (typed["website"], "01 02 03 04 05")
    assert "communes où vous avez des logements" in page.content.decode()
    assert "Rennes (35)\nSaint-Malo (35)" in member.get(address).content.decode()


def test_towns_changed_by_somebody_else_meanwhile_are_a_conflict_with_both_texts(
    member, organism, address
):
    before = seen(member, address)
    towns.record(organism, ["35288"], DECLARED)
    page = member.post(address, {"declared_towns": "Rennes", "seen": before})

    said = "La fiche publique a changé pendant que vous écriviez."
    refused(page, said, "Rennes (35)", "Saint-Malo (35)")
    assert organism.declared_towns == ["Saint-Malo (35)"]


def test_each_source_tells_its_own_towns_and_old_codes_become_those_of_today(organism):
    towns.record(organism, ["35238", "69383", "00000"], STOCK)
    towns.record(organism, ["35238"], DECLARED)
    towns.record(organism, [], DECLARED)

    assert sorted(organism.towns.values_list("insee", "source")) == [
        ("35238", "stock"),
        ("69123", "stock"),
    ]
    assert [one.name for one in towns.list_communes(organism)] == ["Lyon", "Rennes"]


@pytest.mark.parametrize("accepted", [True, False])
def test_an_act_of_the_scenario_that_tells_one_choice_keeps_the_other(organism, alice, accepted):
    consent(alice, organism, has_public_consent=accepted)
    consent(alice, organism, shows_answers=True)
    organism.refresh_from_db()
    assert (organism.has_public_consent, organism.shows_answers) == (accepted, True)
